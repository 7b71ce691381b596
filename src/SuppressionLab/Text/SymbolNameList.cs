namespace SuppressionLab.Text;

/// <summary>Names of tokens inside a model file.</summary>
internal static class SymbolNameList
{
    public static void Write(BinaryWriter fields, IReadOnlyList<string>? names)
    {
        fields.Write(names?.Count ?? 0);
        foreach (var name in names ?? [])
        {
            fields.Write(name);
        }
    }

    /// <summary>Reads names; null if there are none.</summary>
    /// <exception cref="FormatException">Their number is negative.</exception>
    /// <exception cref="EndOfStreamException">There are fewer than their number says.</exception>
    public static IReadOnlyList<string>? Read(BinaryReader fields)
    {
        var count = fields.ReadInt32();
        if (count < 0)
        {
            throw new FormatException($"the model has {count} names of symbols");
        }
        // The list grows as names are read, so that a wrong count meets the stream's end before it takes memory.
        var names = new List<string>();
        while (names.Count < count)
        {
            names.Add(fields.ReadString());
        }
        return count == 0 ? null : names;
    }
}

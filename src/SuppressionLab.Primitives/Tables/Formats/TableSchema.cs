namespace SuppressionLab.Primitives.Tables.Formats;

/// <summary>The columns of a kind of table and how its rows go in and out of them.</summary>
internal abstract class TableSchema<TRow>
{
    /// <summary>The columns, in the order in which they are written.</summary>
    public abstract IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>Writes a row into a batch.</summary>
    public abstract void Store(TRow row, TableBatch batch, int index);

    /// <summary>Makes a row from a batch.</summary>
    public abstract TRow Load(TableBatch batch, int index);

    /// <summary>Where each column is in a file with these names (−1 for an absent optional one).</summary>
    /// <exception cref="Errors.InputException">A required column is missing or a used name occurs twice.</exception>
    public int[] Locate(IReadOnlyList<string> names, string path)
    {
        var places = new int[Columns.Count];
        for (var i = 0; i < places.Length; i++)
        {
            var column = Columns[i];
            places[i] = new[] { column.Name }.Concat(column.Aliases).Select(name => Find(names, name, path))
                .FirstOrDefault(place => place >= 0, -1);
            if (places[i] < 0 && column.Required)
            {
                throw new Errors.InputException(
                    $"{path}: no column {string.Join(" or ", column.Aliases.Prepend(column.Name))}; "
                    + $"required: {string.Join(", ", Columns.Where(c => c.Required).Select(c => c.Name))}");
            }
        }
        return places;
    }

    private static int Find(IReadOnlyList<string> names, string name, string path)
    {
        var place = -1;
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] != name)
            {
                continue;
            }
            if (place >= 0)
            {
                throw new Errors.InputException($"{path}: column {name} occurs twice; each name is allowed once");
            }
            place = i;
        }
        return place;
    }
}

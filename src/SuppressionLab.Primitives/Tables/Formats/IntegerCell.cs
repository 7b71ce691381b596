namespace SuppressionLab.Primitives.Tables.Formats;

/// <summary>Integers that a file holds as doubles.</summary>
internal static class IntegerCell
{
    /// <summary>Converts a double that is a whole number of at most 2⁵³, the range in which doubles are exact.</summary>
    public static bool TryConvert(double number, out long value)
    {
        var whole = number == Math.Floor(number) && Math.Abs(number) <= 1L << 53;
        value = whole ? (long)number : 0;
        return whole;
    }
}

using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Consumer;

/// <summary>Columns of numbers as text that keeps every bit; the saving process prints through the same lines.</summary>
internal static class ScoreBits
{
    /// <summary>One line a column and row: the column's name and each value's bits as hexadecimal.</summary>
    public static IEnumerable<string> Of(IDataView scored, IEnumerable<string> columns) =>
        from column in columns
        from row in scored.GetColumn<float[]>(scored.Schema[column])
        select $"{column} {string.Join(' ', row.Select(Bits))}";

    private static string Bits(float value) =>
        BitConverter.SingleToUInt32Bits(value).ToString("x8", CultureInfo.InvariantCulture);
}

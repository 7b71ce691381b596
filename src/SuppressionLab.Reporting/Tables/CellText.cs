using System.Globalization;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Reporting.Tables;

/// <summary>Cells as plain text, the same in every writer.</summary>
internal static class CellText
{
    /// <summary>What stands for a number that is not known.</summary>
    public const string Unknown = "–";

    /// <summary>The text of a cell; a minus sign is U+2212 and an estimate reads <c>0.31 ± 0.02</c> or <c>0.31 [0.27, 0.35]</c>.</summary>
    public static string Of(Cell cell) => cell switch
    {
        { Content: { } text } => text,
        { Value: null or double.NaN } => Unknown,
        { StandardError: { } error } => $"{Number(cell.Value.Value, cell.Format)} ± {Number(error, cell.Format)}{Mark(cell)}",
        { Low: { } low, High: { } high } =>
            $"{Number(cell.Value.Value, cell.Format)} [{Number(low, cell.Format)}, {Number(high, cell.Format)}]{Mark(cell)}",
        _ => Number(cell.Value.Value, cell.Format) + Mark(cell),
    };

    private static string Mark(Cell cell) => cell.Mark.Length > 0 ? $" {cell.Mark}" : "";

    /// <summary>A number in a format, with a true minus sign and ∞.</summary>
    public static string Number(double value, string format)
    {
        if (double.IsInfinity(value))
        {
            return value > 0 ? "∞" : "−∞";
        }
        var text = value.ToString(format, CultureInfo.InvariantCulture);
        return text.StartsWith('-') ? string.Concat("−", text.AsSpan(1)) : text;
    }
}

using System.Globalization;

namespace SuppressionLab.Experiments.Queries;

/// <summary>The value of a cell as a person reads it.</summary>
internal static class CellText
{
    /// <summary>The text: six significant digits for numbers, which a file has in full.</summary>
    public static string Of(object? value) => value switch
    {
        null or DBNull => "null",
        double number => number.ToString("G6", CultureInfo.InvariantCulture),
        float number => number.ToString("G6", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        string text => text.ReplaceLineEndings(" "),
        Stream bytes => $"{bytes.Length} bytes",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>Whether a column of this type stands at the right.</summary>
    public static bool IsNumber(Type type) => Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal;
}

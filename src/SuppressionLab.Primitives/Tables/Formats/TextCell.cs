using System.Globalization;

namespace SuppressionLab.Primitives.Tables.Formats;

/// <summary>Values that a file holds as text.</summary>
internal static class TextCell
{
    /// <summary>True and False in any case, or 1 and 0.</summary>
    public static bool TryParseFlag(ReadOnlySpan<char> content, out bool value)
    {
        value = content is "1" || content.Equals("true", StringComparison.OrdinalIgnoreCase);
        return value || content is "0" || content.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>An integer that a column accepts: digits, a whole double, or a flag where those are allowed.</summary>
    public static bool TryParseInteger(TableColumn column, ReadOnlySpan<char> content, out long value)
    {
        if (long.TryParse(content, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
        {
            return column.Accepts(value);
        }
        if (column.AllowsFlags && TryParseFlag(content, out var flag))
        {
            value = flag ? 1 : 0;
            return true;
        }
        // Tools that know no missing integers write them as doubles: 12.0.
        return TryParseNumber(content, out var number) && IntegerCell.TryConvert(number, out value) && column.Accepts(value);
    }

    /// <summary>A double; infinities also as Python writes them.</summary>
    public static bool TryParseNumber(ReadOnlySpan<char> content, out double value)
    {
        if (double.TryParse(content, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }
        var sign = content[0] == '-' ? -1 : 1;
        var body = content[0] is '-' or '+' ? content[1..] : content;
        value = sign * double.PositiveInfinity;
        return body.Equals("inf", StringComparison.OrdinalIgnoreCase);
    }
}

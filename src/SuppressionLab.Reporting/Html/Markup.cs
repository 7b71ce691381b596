using System.Text;

namespace SuppressionLab.Reporting.Html;

/// <summary>Texts made safe for HTML and SVG, as content and in double-quoted attributes.</summary>
internal static class Markup
{
    /// <summary>Escapes what markup treats specially and drops control characters that XML does not allow.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&': escaped.Append("&amp;"); break;
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                case '"': escaped.Append("&quot;"); break;
                case '\'': escaped.Append("&#39;"); break;
                case < 0x20 and not ('\t' or '\n'): break;
                case 0xFFFE or 0xFFFF: break;
                default: escaped.Append(rune.ToString()); break;
            }
        }
        return escaped.ToString();
    }

    /// <summary>Plain text as paragraphs: an empty line separates them, backticks set code.</summary>
    public static string Paragraphs(string text)
    {
        var paragraphs = text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Concat(paragraphs.Select(paragraph => $"<p>{Inline(paragraph)}</p>\n"));
    }

    /// <summary>Plain text on one line; backticks set code.</summary>
    public static string Inline(string text)
    {
        var parts = text.Split('`');
        return parts.Length % 2 == 0
            ? Escape(text)
            : string.Concat(parts.Select((part, i) => i % 2 == 0 ? Escape(part) : $"<code>{Escape(part)}</code>"));
    }
}

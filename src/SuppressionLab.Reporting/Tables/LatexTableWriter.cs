using System.Text;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Reporting.Tables;

/// <summary>
/// Writes tables as LaTeX floats in booktabs style (<c>\usepackage{booktabs}</c>): title and caption as the caption,
/// <c>tab:ID</c> as the label. Every character that LaTeX treats specially is escaped; numbers and ± are set in
/// mathematics, strong cells in bold.
/// </summary>
public static class LatexTableWriter
{
    /// <summary>Writes a file; whole or absent.</summary>
    /// <exception cref="ArgumentException">A row has not one cell a column.</exception>
    /// <exception cref="IOException">The disk is full or the folder cannot be written.</exception>
    public static void Write(Table table, string path) => AtomicFile.WriteText(path, Format(table));

    /// <summary>The text of the file.</summary>
    /// <exception cref="ArgumentException">A row has not one cell a column.</exception>
    public static string Format(Table table) => Format(table, "");

    /// <summary>The text of the file, with what the numbers come from as a comment in front.</summary>
    internal static string Format(Table table, string stamp)
    {
        TableChecks.Check(table);
        var text = new StringBuilder();
        var caption = string.Join(". ", new[] { table.Title, table.Caption }.Where(part => part.Length > 0));
        text.Append(stamp.Length > 0 ? $"% {stamp.ReplaceLineEndings(" ")}\n" : "");
        text.Append("\\begin{table}\n  \\centering\n");
        text.Append($"  \\caption{{{Escape(caption)}}}\n  \\label{{tab:{table.Id}}}\n");
        text.Append($"  \\begin{{tabular}}{{{string.Concat(table.Columns.Select(Alignment))}}}\n    \\toprule\n");
        AppendRow(text, table.Columns.Select(column => Escape(column.FullName)));
        text.Append("    \\midrule\n");
        foreach (var row in table.Rows)
        {
            AppendRow(text, row.Select(FormatCell));
        }
        return text.Append("    \\bottomrule\n  \\end{tabular}\n\\end{table}\n").ToString();
    }

    /// <summary>Escapes what LaTeX treats specially.</summary>
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in text.ReplaceLineEndings(" "))
        {
            escaped.Append(character switch
            {
                '\\' => "\\textbackslash{}",
                '{' or '}' or '$' or '&' or '#' or '%' or '_' => $"\\{character}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '<' => "\\textless{}",
                '>' => "\\textgreater{}",
                '|' => "\\textbar{}",
                '"' => "''",
                '±' => "$\\pm$",
                '†' => "$\\dagger$",
                'δ' => "$\\delta$",
                '−' => "$-$",
                '×' => "$\\times$",
                '≤' => "$\\leq$",
                '≥' => "$\\geq$",
                '∞' => "$\\infty$",
                'α' => "$\\alpha$",
                'β' => "$\\beta$",
                'γ' => "$\\gamma$",
                'ε' => "$\\varepsilon$",
                'ρ' => "$\\rho$",
                'σ' => "$\\sigma$",
                '–' => "--",
                '—' => "---",
                '…' => "\\ldots{}",
                _ => character.ToString(),
            });
        }
        return escaped.ToString();
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("    ").AppendJoin(" & ", cells).Append(" \\\\\n");

    private static string FormatCell(Cell cell)
    {
        var text = CellText.Of(cell);
        var number = cell.Content is null && text != CellText.Unknown;
        var set = number ? $"${Mathematics(text)}$" : Escape(text);
        return cell.Strong ? number ? $"{{\\boldmath{set}}}" : $"\\textbf{{{set}}}" : set;
    }

    private static string Mathematics(string number) => number
        .Replace("−", "-", StringComparison.Ordinal)
        .Replace("±", "\\pm", StringComparison.Ordinal)
        .Replace("†", "^{\\dagger}", StringComparison.Ordinal)
        .Replace("∞", "\\infty", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal);

    private static char Alignment(TableColumn column) => column.Alignment switch
    {
        ColumnAlignment.Right => 'r',
        ColumnAlignment.Center => 'c',
        _ => 'l',
    };
}

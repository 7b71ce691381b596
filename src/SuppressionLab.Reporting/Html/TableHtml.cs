using System.Text;
using SuppressionLab.Reporting.Model;
using SuppressionLab.Reporting.Tables;

namespace SuppressionLab.Reporting.Html;

/// <summary>Tables as HTML tables with captions and headings in scope.</summary>
internal static class TableHtml
{
    /// <summary>A table; its first column heads the rows.</summary>
    /// <param name="table">The table.</param>
    /// <param name="caption">Markup of the caption.</param>
    public static string Of(Table table, string caption)
    {
        TableChecks.Check(table);
        var html = new StringBuilder("<div class=\"scroll\" tabindex=\"0\" role=\"region\" ")
            .Append($"aria-label=\"{Markup.Escape(table.Title)}\"><table><caption>{caption}</caption>\n<thead><tr>");
        foreach (var column in table.Columns)
        {
            html.Append($"<th scope=\"col\" class=\"{Class(column)}\">{Markup.Inline(column.Name)}</th>");
        }
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            html.Append("<tr>");
            for (var i = 0; i < row.Count; i++)
            {
                var tag = i == 0 ? "th scope=\"row\"" : "td";
                html.Append($"<{tag} class=\"{Class(table.Columns[i])}{(row[i].Strong ? " strong" : "")}\">{Content(row[i])}</{(i == 0 ? "th" : "td")}>");
            }
            html.Append("</tr>\n");
        }
        return html.Append("</tbody></table></div>\n").ToString();
    }

    private static string Content(Cell cell)
    {
        if (cell.Content is { } text)
        {
            return Markup.Inline(text);
        }
        var number = Markup.Escape(CellText.Of(cell));
        var error = number.IndexOf(cell.Low is null ? " ± " : " [", StringComparison.Ordinal);
        return error < 0 ? number : $"{number[..error]}<span class=\"se\">{number[error..]}</span>";
    }

    private static string Class(TableColumn column) => column.Alignment.ToString().ToLowerInvariant();
}

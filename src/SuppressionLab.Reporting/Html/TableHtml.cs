using System.Globalization;
using System.Text;
using SuppressionLab.Reporting.Model;
using SuppressionLab.Reporting.Tables;

namespace SuppressionLab.Reporting.Html;

/// <summary>
/// Tables as HTML tables with captions and headings in scope. Cells of numbers carry them in full precision in
/// <c>data-</c> attributes, by which the page's script sorts rows and writes CSV.
/// </summary>
internal static class TableHtml
{
    /// <summary>A table; its first column heads the rows.</summary>
    /// <param name="table">The table.</param>
    /// <param name="caption">Markup of the caption.</param>
    public static string Of(Table table, string caption)
    {
        TableChecks.Check(table);
        var html = new StringBuilder("<div class=\"scroll\" tabindex=\"0\" role=\"region\" ")
            .Append($"aria-label=\"{Markup.Escape(table.Title)}\"><table data-name=\"{Markup.Escape(table.Id)}\"><caption>{caption}</caption>\n<thead><tr>");
        foreach (var column in table.Columns)
        {
            var unit = column.Unit.Length > 0 ? $" <span class=\"unit\">({Markup.Escape(column.Unit)})</span>" : "";
            html.Append($"<th scope=\"col\" class=\"{Class(column)}\">{Markup.Inline(column.Name)}{unit}</th>");
        }
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            html.Append("<tr>");
            for (var i = 0; i < row.Count; i++)
            {
                var tag = i == 0 ? "th scope=\"row\"" : "td";
                html.Append($"<{tag} class=\"{Class(table.Columns[i])}{(row[i].Strong ? " strong" : "")}\"{Data(row[i])}>{Content(row[i])}</{(i == 0 ? "th" : "td")}>");
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

    /// <summary>The value, standard error and interval; a number that is not known is marked, a text has none.</summary>
    private static string Data(Cell cell) => cell.Value is double.NaN
        ? " data-n=\"\""
        : Attribute("v", cell.Value) + Attribute("e", cell.StandardError) + Attribute("l", cell.Low) + Attribute("h", cell.High);

    private static string Attribute(string name, double? value) =>
        value is null or double.NaN ? "" : $" data-{name}=\"{value.Value.ToString(CultureInfo.InvariantCulture)}\"";

    private static string Class(TableColumn column) => column.Alignment.ToString().ToLowerInvariant();
}

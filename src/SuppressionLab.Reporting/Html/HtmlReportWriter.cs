using System.Security.Cryptography;
using System.Text;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Reporting.Html;

/// <summary>
/// Writes a report as one HTML file that needs nothing else: no network, fonts or other files. It reads on light and
/// dark paper, from 360 pixels to wide, in print, by keyboard and by screen reader. Scripts only add: tooltips,
/// legends that hide series, tables that sort, files of each figure and table, a switch between light and dark. The same
/// report gives the same bytes.
/// </summary>
public static class HtmlReportWriter
{
    /// <summary>Writes a file; whole or absent.</summary>
    /// <param name="report">The report; ids of its figures and tables must be unique.</param>
    /// <param name="path">The target, for example <c>report.html</c>.</param>
    /// <exception cref="ArgumentException">A figure or table does not fit together; the message names it.</exception>
    /// <exception cref="IOException">The disk is full or the folder cannot be written.</exception>
    public static void Write(Report report, string path) => AtomicFile.WriteText(path, Format(report));

    /// <summary>The text of the file.</summary>
    /// <exception cref="ArgumentException">A figure or table does not fit together; the message names it.</exception>
    public static string Format(Report report)
    {
        ReportChecks.CheckIds(report);
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(PageStyle.Script)));
        var html = new StringBuilder()
            .Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; ")
            .Append($"img-src data:; script-src 'sha256-{hash}'\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Append($"<title>{Markup.Escape(report.Title)}</title>\n<style>\n{PageStyle.Sheet}</style>\n</head>\n<body>\n")
            .Append("<a class=\"skip\" href=\"#content\">Skip to the findings</a>\n");
        Head(html, report);
        html.Append("<main id=\"content\" tabindex=\"-1\">\n");
        Verdicts(html, report);
        KeyNumbers(html, report);
        Contents(html, report);
        Sections(html, report);
        Settings(html, report);
        return html.Append("</main>\n<div id=\"tip\" role=\"status\" hidden></div>\n")
            .Append($"<script>{PageStyle.Script}</script>\n</body>\n</html>\n").ToString();
    }

    private static void Head(StringBuilder html, Report report)
    {
        html.Append($"<header>\n<h1>{Markup.Inline(report.Title)}</h1>\n");
        html.Append(report.Subtitle.Length > 0 ? $"<p class=\"subtitle\">{Markup.Inline(report.Subtitle)}</p>\n" : "");
        html.Append("<div id=\"theme\" class=\"theme\"></div>\n</header>\n");
    }

    private static void Verdicts(StringBuilder html, Report report)
    {
        if (report.Verdicts.Count == 0)
        {
            return;
        }
        html.Append("<section class=\"verdicts\" aria-label=\"Findings\">\n");
        for (var i = 0; i < report.Verdicts.Count; i++)
        {
            var verdict = report.Verdicts[i];
            html.Append($"<div class=\"verdict {verdict.Tone.ToString().ToLowerInvariant()}{(i == 0 ? " lead" : "")}\">\n");
            html.Append($"<h2>{Markup.Inline(verdict.Headline)}</h2>\n");
            var label = Label(verdict.Tone) is { } words ? $"<strong class=\"tone\">{words}.</strong> " : "";
            var details = Markup.Paragraphs(verdict.Details);
            html.Append(details.Length > 0 ? details.Insert(3, label) : label.Length > 0 ? $"<p>{label}</p>\n" : "").Append("</div>\n");
        }
        html.Append("</section>\n");
    }

    private static string? Label(Tone tone) => tone switch
    {
        Tone.Caution => "Read with care",
        Tone.Bad => "Not to be relied on",
        _ => null,
    };

    private static void KeyNumbers(StringBuilder html, Report report)
    {
        if (report.KeyNumbers.Count == 0)
        {
            return;
        }
        html.Append("<dl class=\"numbers\">\n");
        foreach (var number in report.KeyNumbers)
        {
            html.Append($"<div><dt>{Markup.Inline(number.Label)}</dt><dd class=\"value\">{Markup.Escape(number.Value)}</dd>");
            html.Append(number.Detail.Length > 0 ? $"<dd class=\"detail\">{Markup.Inline(number.Detail)}</dd>" : "").Append("</div>\n");
        }
        html.Append("</dl>\n");
    }

    private static void Contents(StringBuilder html, Report report)
    {
        if (report.Sections.Count < 3)
        {
            return;
        }
        var links = report.Sections.Select((section, i) => $"<li><a href=\"#section-{i + 1}\">{Markup.Inline(section.Title)}</a></li>");
        html.Append($"<nav aria-label=\"Contents\"><ul>{string.Concat(links)}");
        html.Append(report.Settings.Count > 0 ? "<li><a href=\"#settings\">Settings</a></li>" : "").Append("</ul></nav>\n");
    }

    private static void Sections(StringBuilder html, Report report)
    {
        var (figures, tables) = (0, 0);
        for (var i = 0; i < report.Sections.Count; i++)
        {
            var section = report.Sections[i];
            html.Append($"<section id=\"section-{i + 1}\">\n<h2>{Markup.Inline(section.Title)}</h2>\n{Markup.Paragraphs(section.Text)}");
            foreach (var item in section.Items)
            {
                html.Append(item switch
                {
                    Figure figure => FigureHtml.Of(figure, ++figures, report.Stamp),
                    Table table => NumberedTable(table, ++tables, report.Stamp),
                    _ => throw new ArgumentException($"Item '{item.Id}': neither a figure nor a table.", nameof(report)),
                });
            }
            html.Append("</section>\n");
        }
    }

    private static string NumberedTable(Table table, int number, string stamp)
    {
        var title = $"<span class=\"number\">Table {number}</span> {Markup.Inline(table.Title)}";
        var more = table.Caption.Length > 0 ? $"<span class=\"more\">{Markup.Inline(table.Caption)}</span>" : "";
        var content = TableHtml.Of(table, table.IsFolded ? more : $"<strong>{title}</strong>{more}") + Tools(stamp);
        var id = Markup.Escape(table.Id);
        return table.IsFolded
            ? $"<details class=\"table folded\" id=\"{id}\"><summary>{title}</summary>\n{content}</details>\n"
            : $"<div class=\"table\" id=\"{id}\">\n{content}</div>\n";
    }

    /// <summary>The line below a figure or table: where its numbers come from, and the script's buttons.</summary>
    internal static string Tools(string stamp) =>
        $"<div class=\"tools\">{(stamp.Length > 0 ? $"<span class=\"stamp\">{Markup.Escape(stamp)}</span>" : "")}</div>\n";

    private static void Settings(StringBuilder html, Report report)
    {
        if (report.Settings.Count == 0)
        {
            return;
        }
        html.Append("<section id=\"settings\">\n<h2>Settings</h2>\n<div class=\"settings\">\n");
        foreach (var group in report.Settings.GroupBy(setting => setting.Group))
        {
            html.Append("<div>").Append(group.Key.Length > 0 ? $"<h3>{Markup.Inline(group.Key)}</h3>" : "").Append("<dl>\n");
            foreach (var setting in group)
            {
                html.Append($"<dt>{Markup.Inline(setting.Name)}</dt><dd>{Markup.Inline(setting.Value)}</dd>\n");
            }
            html.Append("</dl></div>\n");
        }
        html.Append("</div>\n</section>\n");
    }
}

using System.Text;
using SuppressionLab.Reporting.Model;
using SuppressionLab.Reporting.Plotting;

namespace SuppressionLab.Reporting.Html;

/// <summary>Figures with title, legend, drawings, caption and, where compact, their data.</summary>
internal static class FigureHtml
{
    private const int MaximumDataCells = 2400;
    private const double WideWidth = 760;

    /// <summary>A figure under its number.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="stamp">What its numbers come from; may be empty.</param>
    public static string Of(Figure figure, int number, string stamp = "")
    {
        FigureChecks.Check(figure);
        var (legend, drawings, panels) = Content(figure);
        var columns = panels switch { 1 => 1, 2 or 4 => 2, _ => 3 };
        var html = new StringBuilder($"<figure id=\"{Markup.Escape(figure.Id)}\" class=\"columns{columns}\">\n")
            .Append($"<h3><span class=\"number\">Figure {number}</span> {Markup.Inline(figure.Title)}</h3>\n{legend}")
            .Append($"<div class=\"panels{(figure is HeatMapFigure ? " natural" : "")}\">\n{drawings}</div>\n");
        if (figure.Caption.Length > 0)
        {
            html.Append($"<figcaption>{Markup.Inline(figure.Caption)}</figcaption>\n");
        }
        html.Append(HtmlReportWriter.Tools(stamp));
        if (FigureData.Size(figure) <= MaximumDataCells)
        {
            html.Append("<details class=\"data\"><summary>Data</summary>\n");
            foreach (var table in FigureData.Tables(figure))
            {
                html.Append(TableHtml.Of(table, Markup.Escape(table.Title)));
            }
            html.Append("</details>\n");
        }
        return html.Append("</figure>\n").ToString();
    }

    private static (string Legend, string Drawings, int Panels) Content(Figure figure)
    {
        switch (figure)
        {
            case LineFigure line:
                var legend = new LineLegend(line);
                return (LegendHtml.Of(legend), Drawings(line.Panels.Count, new LinePanelSvg(line, legend).Draw), line.Panels.Count);
            case StackedBarFigure bars:
                var parts = StackedBarPanelSvg.PartNames(bars);
                return (LegendHtml.Of(parts), Drawings(bars.Panels.Count, new StackedBarPanelSvg(bars, parts).Draw), bars.Panels.Count);
            case ScatterFigure scatter:
                var points = new ScatterLegend(scatter);
                return (LegendHtml.Of(points), Drawings(scatter.Panels.Count, new ScatterPanelSvg(scatter, points).Draw, extraHeight: 70), scatter.Panels.Count);
            case HeatMapFigure heat:
                var matrix = new HeatMapPanelSvg(heat);
                return (LegendHtml.Of(heat), string.Concat(heat.Panels.Select((_, i) => matrix.Draw(i) + "\n")), heat.Panels.Count);
            default:
                throw new ArgumentException($"No writer for {figure.GetType().Name}.", nameof(figure));
        }
    }

    /// <summary>
    /// Text in a drawing shrinks with it, so a single panel is drawn twice, for wide and for narrow pages, and the style
    /// sheet shows one; small multiples have one size and flow.
    /// </summary>
    private static string Drawings(int panels, Func<int, double, double, string, string> draw, double extraHeight = 0) => panels switch
    {
        1 => draw(0, WideWidth, 400 + extraHeight, "wide") + "\n" + draw(0, 350, 300 + extraHeight, "narrow") + "\n",
        2 or 4 => string.Concat(Enumerable.Range(0, panels).Select(i => draw(i, 400, 285 + extraHeight, "") + "\n")),
        _ => string.Concat(Enumerable.Range(0, panels).Select(i => draw(i, 320, 260 + extraHeight, "") + "\n")),
    };
}

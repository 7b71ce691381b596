using System.Text;
using SuppressionLab.Reporting.Model;
using SuppressionLab.Reporting.Plotting;

namespace SuppressionLab.Reporting.Html;

/// <summary>Legends: entries are buttons that show and hide their series.</summary>
internal static class LegendHtml
{
    private const int StepWidth = 6;

    /// <summary>Groups by colour, then roles by line style; nothing for a single unnamed series.</summary>
    public static string Of(LineLegend legend)
    {
        if (legend.GroupExamples.Count + legend.RoleExamples.Count < 2)
        {
            return "";
        }
        var html = new StringBuilder();
        foreach (var series in legend.GroupExamples)
        {
            var plain = legend.RoleExamples.Count > 1 && !series.IsReference ? series with { Style = LineStyle.Solid, Markers = false } : series;
            Button(html, $"data-g=\"{legend.GroupOf(series)}\"", legend.ColorOf(series), LineSwatch(plain), series.LegendName);
        }
        if (legend.RoleExamples.Count > 1)
        {
            html.Append("<span class=\"split\" aria-hidden=\"true\"></span>");
            foreach (var series in legend.RoleExamples)
            {
                Button(html, $"data-r=\"{legend.RoleOf(series)}\"", new ColorSlot(ColorSlotKind.Ink, 0), LineSwatch(series), series.Role!);
            }
        }
        return Wrap(html);
    }

    /// <summary>Groups by colour, then frontiers, then roles by marker; nothing for a single group.</summary>
    public static string Of(ScatterLegend legend)
    {
        if (legend.GroupExamples.Count + legend.Frontiers.Count + legend.RoleExamples.Count < 2)
        {
            return "";
        }
        var html = new StringBuilder();
        var roles = legend.RoleExamples.Count > 1;
        var ink = new ColorSlot(ColorSlotKind.Ink, 0);
        foreach (var point in legend.GroupExamples)
        {
            Button(html, $"data-g=\"{legend.GroupOf(point)}\"", legend.ColorOf(point), MarkerSwatch(legend.MarkerOf(point.Group)), point.Group);
        }
        foreach (var name in legend.Frontiers)
        {
            Button(html, $"data-g=\"{legend.GroupOf(name)}\"", ink,
                "<svg class=\"swatch\" width=\"24\" height=\"12\" aria-hidden=\"true\"><path class=\"frontier\" d=\"M1 10L10 10L10 3L23 3\"/></svg>", name);
        }
        if (roles)
        {
            html.Append("<span class=\"split\" aria-hidden=\"true\"></span>");
            foreach (var point in legend.RoleExamples)
            {
                Button(html, $"data-r=\"{legend.RoleOf(point)}\"", ink, MarkerSwatch(point.Marker), point.Role!);
            }
        }
        return Wrap(html);
    }

    /// <summary>The parts of stacked bars.</summary>
    public static string Of(IReadOnlyList<string> parts)
    {
        var html = new StringBuilder();
        for (var i = 0; i < parts.Count; i++)
        {
            Button(html, $"data-g=\"{i}\"", ColorSlot.Of(PaletteKind.Categorical, i, parts.Count),
                "<svg class=\"swatch\" width=\"12\" height=\"12\" aria-hidden=\"true\"><rect class=\"bar\" width=\"12\" height=\"12\" rx=\"2\"/></svg>",
                parts[i]);
        }
        return Wrap(html);
    }

    /// <summary>The colour scale of a heat map.</summary>
    public static string Of(HeatMapFigure figure)
    {
        var (low, high) = FigureScales.Heat(figure);
        var steps = Enumerable.Range(0, Palette.HeatSteps).Select(i =>
            $"<rect class=\"step\" x=\"{i * StepWidth}\" width=\"{StepWidth}\" height=\"10\" style=\"--k:var(--h{i})\"/>");
        return $"<div class=\"legend scale\"><span>{Markup.Escape(figure.ValueLabel)}</span><span class=\"num\">{NumberText.Short(low)}</span>"
            + $"<svg class=\"swatch gradient\" width=\"{Palette.HeatSteps * StepWidth}\" height=\"10\" aria-hidden=\"true\">{string.Concat(steps)}</svg>"
            + $"<span class=\"num\">{NumberText.Short(high)}</span></div>\n";
    }

    private static string Wrap(StringBuilder buttons) =>
        $"<div class=\"legend\" role=\"group\" aria-label=\"Legend: show or hide\">{buttons}</div>\n";

    private static void Button(StringBuilder html, string target, ColorSlot color, string swatch, string name) => html.Append(
        $"<button type=\"button\" aria-pressed=\"true\" {target} style=\"--k:var({color.Variable})\">{swatch}<span>{Markup.Escape(name)}</span></button>");

    private static string LineSwatch(LineSeries series)
    {
        var line = series.Style == LineStyle.None
            ? ""
            : $"<path class=\"line {series.Style.ToString().ToLowerInvariant()}\" d=\"M1 6H23\"/>";
        var dot = series.Markers || series.Style == LineStyle.None ? "<path class=\"dots\" d=\"M12 6h0\"/>" : "";
        return $"<svg class=\"swatch\" width=\"24\" height=\"12\" aria-hidden=\"true\">{line}{dot}</svg>";
    }

    private static string MarkerSwatch(ScatterMarker marker) =>
        $"<svg class=\"swatch\" width=\"12\" height=\"12\" aria-hidden=\"true\">{ScatterPanelSvg.Marker(marker, 6, 6, 4)}</svg>";
}

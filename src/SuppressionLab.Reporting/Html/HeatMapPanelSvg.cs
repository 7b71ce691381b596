using System.Text;
using SuppressionLab.Reporting.Model;
using SuppressionLab.Reporting.Plotting;

namespace SuppressionLab.Reporting.Html;

/// <summary>Draws one matrix of a heat map at its natural size.</summary>
internal sealed class HeatMapPanelSvg(HeatMapFigure figure)
{
    private readonly (double Low, double High) _range = FigureScales.Heat(figure);

    /// <summary>The step of the colour ramp of a value.</summary>
    public static int Step(double value, (double Low, double High) range) => (int)Math.Round(
        Math.Clamp((value - range.Low) / (range.High - range.Low), 0, 1) * (Palette.HeatSteps - 1));

    /// <summary>The drawing of panel <paramref name="index"/>.</summary>
    public string Draw(int index)
    {
        var panel = figure.Panels[index];
        var longest = Labels(panel).Max(PlotFrame.TextWidth);
        var cell = Math.Max(panel.Columns.Count > 12 ? 34 : 50, longest + 10);
        var tall = Math.Min(cell, 44);
        var widest = panel.Columns.Max(PlotFrame.TextWidth);
        var slanted = widest > cell - 4;
        var left = 12 + Math.Max(panel.Rows.Max(PlotFrame.TextWidth), 8);
        var corner = $"{figure.YAxis.Label} ↓";
        var columnAxis = $"{figure.XAxis.Label} →";
        left = Math.Max(left, figure.YAxis.Label.Length > 0 ? (PlotFrame.TextWidth(corner) * 1.15) + 10 : 0);
        var top = (figure.Panels.Any(other => other.Title.Length > 0) ? 22 : 0) + 22 + (slanted ? (widest * 0.6) + 10 : 18);
        var overhang = slanted ? widest * 0.75 : 4;
        var width = left + Math.Max((panel.Columns.Count * cell) + overhang, PlotFrame.TextWidth(columnAxis));
        var svg = new StringBuilder();
        svg.Open(
            width, top + (panel.Rows.Count * tall) + 4, "plot heat", FigureDescription.Of(figure, index),
            " data-steps=\"1\"", magnify: 1);
        if (panel.Title.Length > 0)
        {
            svg.Text(0, 13, panel.Title, "panel");
        }
        var axisLine = figure.Panels.Any(other => other.Title.Length > 0) ? 35 : 13;
        svg.Text(left, axisLine, figure.XAxis.Label.Length > 0 ? columnAxis : "", "axis");
        svg.Text(left - 9, top - 7, figure.YAxis.Label.Length > 0 ? corner : "", "axis end");
        for (var c = 0; c < panel.Columns.Count; c++)
        {
            var x = left + ((c + 0.5) * cell);
            var turn = slanted ? $" transform=\"rotate(-35 {SvgText.C(x)} {SvgText.C(top - 7)})\"" : "";
            svg.Text(x, top - 7, panel.Columns[c], slanted ? "tick" : "tick mid", turn);
        }
        for (var r = 0; r < panel.Rows.Count; r++)
        {
            Row(svg, panel, r, left, top + (r * tall), cell, tall);
        }
        return svg.Append("</svg>").ToString();
    }

    private void Row(StringBuilder svg, HeatMapPanel panel, int row, double left, double top, double cell, double tall)
    {
        svg.Text(left - 9, top + (tall / 2) + 4, panel.Rows[row], "tick end");
        for (var c = 0; c < panel.Columns.Count; c++)
        {
            var value = panel.Values[row, c];
            var known = !double.IsNaN(value);
            var step = known ? Step(value, _range) : 0;
            var fill = known ? $" style=\"--k:var(--h{step});--ki:var(--hi{step})\"" : "";
            var tip = $"{figure.YAxis.Label} {panel.Rows[row]}, {figure.XAxis.Label} {panel.Columns[c]}\n{figure.ValueLabel}\t{NumberText.Short(value)}";
            svg.Append($"<g{fill} class=\"cell{(known ? "" : " unknown")}\" data-t=\"{Markup.Escape(tip)}\">");
            svg.Append($"<rect x=\"{SvgText.C(left + (c * cell))}\" y=\"{SvgText.C(top)}\" width=\"{SvgText.C(cell)}\" height=\"{SvgText.C(tall)}\"/>");
            svg.Text(left + ((c + 0.5) * cell), top + (tall / 2) + 4, Label(panel, row, c), "value mid").Append("</g>");
        }
    }

    private static IEnumerable<string> Labels(HeatMapPanel panel) =>
        from r in Enumerable.Range(0, panel.Rows.Count)
        from c in Enumerable.Range(0, panel.Columns.Count)
        select Label(panel, r, c);

    /// <summary>What is printed in a cell.</summary>
    public static string Label(HeatMapPanel panel, int row, int column) => panel.Labels is { } labels
        ? labels[row, column]
        : double.IsNaN(panel.Values[row, column]) ? "–" : Tables.CellText.Number(panel.Values[row, column], "0.00");
}

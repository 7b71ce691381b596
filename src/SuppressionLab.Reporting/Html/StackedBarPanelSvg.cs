using System.Text;
using SuppressionLab.Reporting.Model;
using SuppressionLab.Reporting.Plotting;

namespace SuppressionLab.Reporting.Html;

/// <summary>Draws one panel of a stacked-bar figure.</summary>
internal sealed class StackedBarPanelSvg(StackedBarFigure figure, string[] partNames)
{
    private readonly AxisScale _y = FigureScales.Vertical(figure);

    /// <summary>The names of all parts, in order of first appearance: a part's place gives its colour.</summary>
    public static string[] PartNames(StackedBarFigure figure) =>
        [.. figure.Panels.SelectMany(panel => panel.Parts).Select(part => part.Name).Distinct()];

    /// <summary>The drawing of panel <paramref name="index"/>.</summary>
    public string Draw(int index, double width, double height, string classes)
    {
        var panel = figure.Panels[index];
        var left = 10 + _y.Ticks.Max(tick => PlotFrame.TextWidth(tick.Label));
        var step = (width - left - 12) / panel.Categories.Count;
        var widest = panel.Categories.Max(PlotFrame.TextWidth);
        var slanted = widest > step - 4;
        var top = 28 + (figure.Panels.Any(other => other.Title.Length > 0) ? 20 : 0);
        var bottom = slanted ? 30 + Math.Min(widest * 0.6, height * 0.3) : 42;
        var frame = new PlotFrame(left, top, width - left - 12, height - top - bottom);
        var svg = new StringBuilder();
        svg.Open(width, height, $"plot {classes}".TrimEnd(), FigureDescription.Of(figure, index), " data-steps=\"1\"");
        if (panel.Title.Length > 0)
        {
            svg.Text(0, 13, panel.Title, "panel");
        }
        svg.VerticalAxis(frame, _y, index == 0 ? figure.YAxis.Label : "");
        for (var category = 0; category < panel.Categories.Count; category++)
        {
            var centre = frame.Left + (step * (category + 0.5));
            Stack(svg, panel, category, frame, centre, Math.Min(step * 0.74, 84));
            var turn = slanted ? $" transform=\"rotate(-35 {SvgText.C(centre)} {SvgText.C(frame.Bottom + 14)})\"" : "";
            svg.Text(centre, frame.Bottom + 17, panel.Categories[category], slanted ? "tick end" : "tick mid", turn);
        }
        svg.Line(frame.Left, frame.Bottom, frame.Right, frame.Bottom, "base");
        return svg.Text(frame.Left + (frame.Width / 2), height - 6, $"{figure.XAxis.Label} →", "axis mid").Append("</svg>").ToString();
    }

    private void Stack(StringBuilder svg, StackedBarPanel panel, int category, PlotFrame frame, double centre, double width)
    {
        var height = 0.0;
        foreach (var part in panel.Parts)
        {
            var value = part.Values[category];
            if (!(value > 0))
            {
                continue;
            }
            var (low, high) = (frame.Y(_y, height), frame.Y(_y, height + value));
            height += value;
            var color = Array.IndexOf(partNames, part.Name);
            var slot = ColorSlot.Of(PaletteKind.Categorical, color, partNames.Length);
            var error = part.StandardErrors is { } errors && !double.IsNaN(errors[category]) ? $" ± {NumberText.Short(errors[category])}" : "";
            var tip = $"{panel.Categories[category]}\n{part.Name}\t{NumberText.Short(value)}{error}";
            svg.Append($"<g class=\"series\" data-g=\"{color}\" style=\"--k:var({slot.Variable});--ki:var(--ci{slot.Index})\" data-t=\"{Markup.Escape(tip)}\">");
            svg.Append($"<rect class=\"bar\" x=\"{SvgText.C(centre - (width / 2))}\" y=\"{SvgText.C(high)}\" ")
                .Append($"width=\"{SvgText.C(width)}\" height=\"{SvgText.C(low - high)}\"/>");
            if (low - high >= 15 && width >= 28)
            {
                svg.Text(centre, ((low + high) / 2) + 4, CellText(value), "inbar mid");
            }
            svg.Append("</g>");
        }
    }

    private static string CellText(double value) => Tables.CellText.Number(value, value < 10 ? "0.00" : "#,0");
}

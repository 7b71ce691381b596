using System.Text;
using SuppressionLab.Reporting.Model;
using SuppressionLab.Reporting.Plotting;

namespace SuppressionLab.Reporting.Html;

/// <summary>Draws one panel of a scatter figure: error bars below, then markers with labels and tooltips.</summary>
internal sealed class ScatterPanelSvg(ScatterFigure figure, ScatterLegend legend)
{
    private readonly AxisScale _x = FigureScales.Horizontal(figure);
    private readonly AxisScale _y = FigureScales.Vertical(figure);

    /// <summary>A marker.</summary>
    public static string Marker(ScatterMarker marker, double x, double y, double radius)
    {
        var corners = MarkerOutline.Corners(marker, x, y, radius);
        return corners.Count == 0
            ? $"<circle class=\"mark\" cx=\"{SvgText.C(x)}\" cy=\"{SvgText.C(y)}\" r=\"{SvgText.C(radius)}\"/>"
            : $"<path class=\"mark\" d=\"M{string.Join('L', corners.Select(corner => $"{SvgText.C(corner.X)} {SvgText.C(corner.Y)}"))}Z\"/>";
    }

    /// <summary>The drawing of panel <paramref name="index"/>.</summary>
    public string Draw(int index, double width, double height, string classes)
    {
        var panel = figure.Panels[index];
        var frame = PlotFrame.Between(width, height, _x, _y, figure.Panels.Any(other => other.Title.Length > 0));
        var svg = new StringBuilder();
        svg.Open(width, height, $"plot {classes}".TrimEnd(), FigureDescription.Of(figure, index), " data-steps=\"1\"");
        if (panel.Title.Length > 0)
        {
            svg.Text(0, 13, panel.Title, "panel");
        }
        svg.VerticalAxis(frame, _y, index == 0 ? figure.YAxis.Label : "").HorizontalAxis(frame, _x, figure.XAxis.Label);
        var notes = References(svg, panel, frame);
        var layout = ScatterLayout.Of(panel, frame, _x, _y, (text, bold) => PlotFrame.TextWidth(text) * (bold ? 1 : 0.93), notes);
        if (panel.Frontier is { } frontier && layout.Frontier.Count > 1)
        {
            var steps = string.Join('L', layout.Frontier.Select(corner => $"{SvgText.C(corner.X)} {SvgText.C(corner.Y)}"));
            svg.Append($"<g class=\"series\" data-g=\"{legend.GroupOf(frontier.Label)}\"><path class=\"frontier\" d=\"M{steps}\"/></g>");
        }
        foreach (var point in layout.Points)
        {
            Bars(svg, point, frame);
        }
        foreach (var point in layout.Points)
        {
            Point(svg, point);
        }
        return svg.Append("</svg>").ToString();
    }

    /// <summary>Draws the reference lines and returns where their texts stand.</summary>
    private List<Box> References(StringBuilder svg, ScatterPanel panel, PlotFrame frame)
    {
        var notes = new List<Box>();
        foreach (var line in panel.References)
        {
            var place = (line.Vertical ? _x : _y).Map(line.Value);
            if (!(place >= -1e-9 && place <= 1 + 1e-9))
            {
                continue;
            }
            var length = PlotFrame.TextWidth(line.Label);
            if (line.Vertical)
            {
                var x = frame.X(_x, line.Value);
                svg.Line(x, frame.Top, x, frame.Bottom, "reference").Text(x + 4, frame.Top + 9, line.Label, "note");
                notes.Add(new Box(x + 3, frame.Top - 2, length, 14));
            }
            else
            {
                var y = frame.Y(_y, line.Value);
                var baseline = y - 5 > frame.Top + 4 ? y - 5 : y + 13;
                svg.Line(frame.Left, y, frame.Right, y, "reference").Text(frame.Right, baseline, line.Label, "note end");
                notes.Add(new Box(frame.Right - length, baseline - 10, length, 13));
            }
        }
        return notes;
    }

    private void Bars(StringBuilder svg, PlacedPoint placed, PlotFrame frame)
    {
        var bars = ScatterLayout.ErrorBars(placed, frame, _x, _y).ToList();
        if (bars.Count == 0 && placed.Leader is null)
        {
            return;
        }
        svg.Append($"<g{Series(placed)}>");
        foreach (var bar in bars)
        {
            svg.Line(bar.X1, bar.Y1, bar.X2, bar.Y2, "error");
        }
        if (placed.Leader is { } end)
        {
            svg.Line(placed.X, placed.Y, end.X, end.Y, "leader");
        }
        svg.Append("</g>");
    }

    private void Point(StringBuilder svg, PlacedPoint placed)
    {
        var point = placed.Point;
        var radius = MarkerOutline.Radius(point);
        svg.Append($"<g{Series(placed)} data-t=\"{Markup.Escape(Tip(point))}\">");
        svg.Append($"<circle class=\"target\" cx=\"{SvgText.C(placed.X)}\" cy=\"{SvgText.C(placed.Y)}\" r=\"10\"/>");
        svg.Append(Marker(point.Marker, placed.X, placed.Y, radius));
        foreach (var (x1, y1, x2, y2, x3, y3) in placed.Arrows(radius))
        {
            svg.Append($"<path class=\"beyond\" d=\"M{SvgText.C(x1)} {SvgText.C(y1)}L{SvgText.C(x2)} {SvgText.C(y2)}L{SvgText.C(x3)} {SvgText.C(y3)}\"/>");
        }
        if (placed.Label is { } label)
        {
            svg.Text(label.Left + (label.Width / 2), label.Bottom - 3, placed.Text, point.IsEmphasised ? "name mid strong" : "name mid");
        }
        svg.Append("</g>");
    }

    private string Series(PlacedPoint placed)
    {
        var role = legend.RoleOf(placed.Point) is { } index ? $" data-r=\"{index}\"" : "";
        return $" class=\"series\" data-g=\"{legend.GroupOf(placed.Point)}\"{role} style=\"--k:var({legend.ColorOf(placed.Point).Variable})\"";
    }

    private string Tip(ScatterPoint point)
    {
        var names = new[] { point.Group, point.Role }.OfType<string>().Where(name => name != point.Label);
        return $"{string.Join(", ", names.Prepend(point.Label))}\n"
            + $"{figure.XAxis.Label}\t{Value(point.X, point.XLow, point.XHigh)}\n"
            + $"{figure.YAxis.Label}\t{Value(point.Y, point.YLow, point.YHigh)}";
    }

    private static string Value(double value, double low, double high) => NumberText.Short(value)
        + (double.IsNaN(low) || double.IsNaN(high) ? ""
            : FigureData.IsEven(value, low, high) ? $" ± {NumberText.Short((high - low) / 2)}"
            : $" [{NumberText.Short(low)}, {NumberText.Short(high)}]");
}

using System.Text;
using SuppressionLab.Reporting.Plotting;

namespace SuppressionLab.Reporting.Html;

/// <summary>The few SVG elements that plots are made of.</summary>
internal static class SvgText
{
    /// <summary>Opens a drawing that readers without sight hear as <paramref name="description"/>; it grows to at most its size times <paramref name="magnify"/>.</summary>
    public static StringBuilder Open(
        this StringBuilder svg, double width, double height, string classes, string description, string data, double magnify = 1.15) =>
        svg.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {C(width)} {C(height)}\" class=\"{classes}\" ")
            .Append($"style=\"max-width:{C(width * magnify)}px\" role=\"img\" tabindex=\"0\" aria-label=\"{Markup.Escape(description)}\"{data}>");

    /// <summary>A text at a point; content is escaped.</summary>
    public static StringBuilder Text(this StringBuilder svg, double x, double y, string content, string classes, string more = "") =>
        svg.Append($"<text x=\"{C(x)}\" y=\"{C(y)}\" class=\"{classes}\"{more}>{Markup.Escape(content)}</text>");

    /// <summary>A straight line.</summary>
    public static StringBuilder Line(this StringBuilder svg, double x1, double y1, double x2, double y2, string classes) =>
        svg.Append($"<path class=\"{classes}\" d=\"M{C(x1)} {C(y1)}L{C(x2)} {C(y2)}\"/>");

    /// <summary>The vertical axis: faint lines across the plot with their labels, and the axis's name above.</summary>
    public static StringBuilder VerticalAxis(this StringBuilder svg, PlotFrame frame, AxisScale scale, string name)
    {
        foreach (var tick in scale.Ticks)
        {
            var y = frame.Y(scale, tick.Value);
            svg.Line(frame.Left, y, frame.Right, y, "grid").Text(frame.Left - 7, y + 4, tick.Label, "tick end");
        }
        return name.Length > 0 ? svg.Text(0, frame.Top - 11, $"↑ {name}", "axis") : svg;
    }

    /// <summary>The horizontal axis: ticks, their labels as far as they do not touch, and the axis's name below.</summary>
    public static StringBuilder HorizontalAxis(this StringBuilder svg, PlotFrame frame, AxisScale scale, string name)
    {
        svg.Line(frame.Left, frame.Bottom, frame.Right, frame.Bottom, "base");
        var free = double.NegativeInfinity;
        foreach (var tick in scale.Ticks)
        {
            var x = frame.X(scale, tick.Value);
            var half = PlotFrame.TextWidth(tick.Label) / 2;
            svg.Line(x, frame.Bottom, x, frame.Bottom + 4, "base");
            if (x - half >= free)
            {
                svg.Text(x, frame.Bottom + 17, tick.Label, "tick mid");
                free = x + half + 4;
            }
        }
        return svg.Text(frame.Left + (frame.Width / 2), frame.Bottom + 36, $"{name} →", "axis mid");
    }

    /// <summary>A coordinate.</summary>
    public static string C(double value) => NumberText.Coordinate(value);
}

using SuppressionLab.Reporting.Plotting;

namespace SuppressionLab.Reporting.Html;

/// <summary>The rectangle of a plot inside its drawing, in the drawing's units (pixels at full size).</summary>
internal sealed record PlotFrame(double Left, double Top, double Width, double Height)
{
    /// <summary>The width of a label of the drawing's small text: a generous estimate, as no font is at hand.</summary>
    public static double TextWidth(string text) => 6.3 * text.Length;

    /// <summary>The rectangle that two axes leave of a drawing.</summary>
    public static PlotFrame Between(double width, double height, AxisScale x, AxisScale y, bool titled)
    {
        var left = 10 + y.Ticks.Max(tick => TextWidth(tick.Label));
        var right = Math.Max(12, 2 + (x.Ticks.Max(tick => TextWidth(tick.Label)) / 2));
        var top = 28 + (titled ? 20 : 0);
        return new PlotFrame(left, top, width - left - right, height - top - 42);
    }

    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public double X(AxisScale scale, double value) => Left + (Width * scale.Map(value));

    public double Y(AxisScale scale, double value) => Bottom - (Height * scale.Map(value));
}

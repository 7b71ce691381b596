using SuppressionLab.Reporting.Plotting;

namespace SuppressionLab.Reporting.Html;

/// <summary>The rectangle of a plot inside its drawing, in the drawing's units (pixels at full size).</summary>
internal sealed record PlotFrame(double Left, double Top, double Width, double Height)
{
    /// <summary>The width of a label of the drawing's small text: a generous estimate, as no font is at hand.</summary>
    public static double TextWidth(string text) => 6.3 * text.Length;

    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public double X(AxisScale scale, double value) => Left + (Width * scale.Map(value));

    public double Y(AxisScale scale, double value) => Bottom - (Height * scale.Map(value));
}

using ScottPlot;
using SkiaSharp;

namespace SuppressionLab.Reporting.Images;

/// <summary>A dashed line through points of a plot; see <see cref="DashedStroke"/> for why ScottPlot's own will not do.</summary>
/// <param name="x">Horizontal positions on the plot's axis.</param>
/// <param name="y">Vertical positions, as many.</param>
/// <param name="color">Its colour.</param>
/// <param name="width">Its width in points.</param>
/// <param name="intervals">The dashes.</param>
internal sealed class DashedPlottable(double[] x, double[] y, Color color, float width, float[] intervals) : IPlottable
{
    /// <inheritdoc/>
    public bool IsVisible { get; set; } = true;

    /// <inheritdoc/>
    public IAxes Axes { get; set; } = new Axes();

    /// <inheritdoc/>
    public IEnumerable<LegendItem> LegendItems => [];

    /// <inheritdoc/>
    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

    /// <inheritdoc/>
    public void Render(RenderPack rp)
    {
        using var pen = new SKPaint
        {
            Color = new SKColor(color.Red, color.Green, color.Blue, color.Alpha), IsAntialias = true, IsStroke = true, StrokeWidth = width,
        };
        using var path = new SKPath();
        path.AddPoly([.. x.Select((at, i) => Axes.GetPixel(new Coordinates(at, y[i]))).Select(pixel => new SKPoint(pixel.X, pixel.Y))], close: false);
        DashedStroke.Draw(rp.Canvas, path, pen, intervals);
    }
}

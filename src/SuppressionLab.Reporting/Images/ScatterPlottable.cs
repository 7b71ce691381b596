using ScottPlot;
using SkiaSharp;
using SuppressionLab.Reporting.Html;
using SuppressionLab.Reporting.Model;
using SuppressionLab.Reporting.Plotting;
using LineStyle = SuppressionLab.Reporting.Model.LineStyle;
using Box = SuppressionLab.Reporting.Plotting.Box;

namespace SuppressionLab.Reporting.Images;

/// <summary>
/// The content of a scatter panel. Labels are placed when the plot is drawn, as only then the size of its rectangle is
/// known.
/// </summary>
internal sealed class ScatterPlottable(ScatterPanel panel, ScatterLegend legend, AxisScale x, AxisScale y) : IPlottable
{
    private const float LabelSize = 10.5f;
    private const float NoteSize = 10;

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
        using var regular = EmbeddedFont.Typeface(bold: false);
        using var bold = EmbeddedFont.Typeface(bold: true);
        using var name = new SKFont(regular, LabelSize) { Subpixel = true };
        using var strongName = new SKFont(bold, LabelSize) { Subpixel = true };
        using var note = new SKFont(regular, NoteSize) { Subpixel = true };
        var area = rp.DataRect;
        var frame = new PlotFrame(area.Left, area.Top, area.Width, area.Height);
        // Markers and arrowheads at the edge may stand out of the rectangle.
        rp.CanvasState.DisableClipping();
        var notes = References(rp.Canvas, frame, note);
        var layout = ScatterLayout.Of(
            panel, frame, x, y, (text, strong) => (strong ? strongName : name).MeasureText(text) + 3, notes);
        Frontier(rp.Canvas, layout);
        foreach (var point in layout.Points)
        {
            Bars(rp.Canvas, point, frame);
        }
        foreach (var point in layout.Points)
        {
            Point(rp.Canvas, point, point.Point.IsEmphasised ? strongName : name);
        }
    }

    /// <summary>Draws a filled marker with a thin white edge.</summary>
    public static void DrawMarker(SKCanvas canvas, SKPaint fill, ScatterMarker marker, float x, float y, float radius)
    {
        using var edge = Stroke("#FFFFFF", 1);
        var corners = MarkerOutline.Corners(marker, x, y, radius);
        if (corners.Count == 0)
        {
            canvas.DrawCircle(x, y, radius, fill);
            canvas.DrawCircle(x, y, radius, edge);
            return;
        }
        using var outline = new SKPath();
        outline.AddPoly([.. corners.Select(corner => new SKPoint((float)corner.X, (float)corner.Y))]);
        canvas.DrawPath(outline, fill);
        canvas.DrawPath(outline, edge);
    }

    private List<Box> References(SKCanvas canvas, PlotFrame frame, SKFont font)
    {
        using var line = Stroke("#5F666D", 1);
        var dots = DashedStroke.IntervalsOf(LineStyle.Dotted);
        using var ink = new SKPaint { Color = SKColor.Parse("#5F666D"), IsAntialias = true };
        var notes = new List<Box>();
        foreach (var reference in panel.References)
        {
            var place = (reference.Vertical ? x : y).Map(reference.Value);
            if (!(place >= -1e-9 && place <= 1 + 1e-9))
            {
                continue;
            }
            var width = font.MeasureText(reference.Label);
            if (reference.Vertical)
            {
                var at = (float)frame.X(x, reference.Value);
                DashedStroke.DrawLine(canvas, at, (float)frame.Top, at, (float)frame.Bottom, line, dots);
                canvas.DrawText(reference.Label, at + 4, (float)frame.Top + 9, SKTextAlign.Left, font, ink);
                notes.Add(new Box(at + 3, frame.Top - 2, width + 2, 14));
            }
            else
            {
                var at = (float)frame.Y(y, reference.Value);
                var baseline = at - 5 > frame.Top + 4 ? at - 5 : at + 13;
                DashedStroke.DrawLine(canvas, (float)frame.Left, at, (float)frame.Right, at, line, dots);
                canvas.DrawText(reference.Label, (float)frame.Right, baseline, SKTextAlign.Right, font, ink);
                notes.Add(new Box(frame.Right - width - 2, baseline - 10, width + 2, 13));
            }
        }
        return notes;
    }

    private static void Frontier(SKCanvas canvas, ScatterLayout layout)
    {
        if (layout.Frontier.Count < 2)
        {
            return;
        }
        using var line = Stroke("#2A2E33", 1.3f);
        line.Color = line.Color.WithAlpha(140);
        using var steps = new SKPath();
        steps.AddPoly([.. layout.Frontier.Select(corner => new SKPoint((float)corner.X, (float)corner.Y))], close: false);
        DashedStroke.Draw(canvas, steps, line, [5, 3]);
    }

    private void Bars(SKCanvas canvas, PlacedPoint placed, PlotFrame frame)
    {
        using var bar = Stroke(legend.ColorOf(placed.Point).Light, 1.2f);
        bar.Color = bar.Color.WithAlpha(150);
        foreach (var error in ScatterLayout.ErrorBars(placed, frame, x, y))
        {
            canvas.DrawLine((float)error.X1, (float)error.Y1, (float)error.X2, (float)error.Y2, bar);
        }
        if (placed.Leader is { } end)
        {
            using var leader = Stroke("#5F666D", 0.7f);
            canvas.DrawLine((float)placed.X, (float)placed.Y, (float)end.X, (float)end.Y, leader);
        }
    }

    private void Point(SKCanvas canvas, PlacedPoint placed, SKFont font)
    {
        var color = legend.ColorOf(placed.Point).Light;
        var radius = MarkerOutline.Radius(placed.Point);
        using var fill = new SKPaint { Color = SKColor.Parse(color), IsAntialias = true };
        DrawMarker(canvas, fill, placed.Point.Marker, (float)placed.X, (float)placed.Y, (float)radius);
        using var arrow = Stroke(color, 1.6f);
        foreach (var (x1, y1, x2, y2, x3, y3) in placed.Arrows(radius))
        {
            canvas.DrawLine((float)x1, (float)y1, (float)x2, (float)y2, arrow);
            canvas.DrawLine((float)x2, (float)y2, (float)x3, (float)y3, arrow);
        }
        if (placed.Label is { } label)
        {
            using var halo = Stroke("#FFFFFF", 2.5f);
            using var ink = new SKPaint { Color = SKColor.Parse("#2A2E33"), IsAntialias = true };
            var (middle, baseline) = ((float)(label.Left + (label.Width / 2)), (float)(label.Bottom - 3));
            canvas.DrawText(placed.Text, middle, baseline, SKTextAlign.Center, font, halo);
            canvas.DrawText(placed.Text, middle, baseline, SKTextAlign.Center, font, ink);
        }
    }

    private static SKPaint Stroke(string color, float width) =>
        new() { Color = SKColor.Parse(color), IsAntialias = true, IsStroke = true, StrokeWidth = width };
}

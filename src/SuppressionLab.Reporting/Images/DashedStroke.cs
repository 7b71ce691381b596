using SkiaSharp;

namespace SuppressionLab.Reporting.Images;

/// <summary>
/// Dashed lines as filled outlines of their dashes: Skia's SVG files know no path effect and would show the line whole.
/// </summary>
internal static class DashedStroke
{
    /// <summary>The dashes of a line style, drawn and left out, in points; empty for a whole line.</summary>
    public static float[] IntervalsOf(Model.LineStyle style) => style switch
    {
        Model.LineStyle.Dashed => [5, 4],
        Model.LineStyle.Dotted => [2, 3],
        _ => [],
    };

    /// <summary>Draws a path.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="path">The path.</param>
    /// <param name="stroke">The pen.</param>
    /// <param name="intervals">Lengths drawn and left out by turns; empty for a whole line.</param>
    public static void Draw(SKCanvas canvas, SKPath path, SKPaint stroke, float[] intervals)
    {
        if (intervals.Length == 0)
        {
            canvas.DrawPath(path, stroke);
            return;
        }
        using var dash = SKPathEffect.CreateDash(intervals, 0);
        using var pen = stroke.Clone();
        pen.PathEffect = dash;
        using var outline = new SKPath();
        pen.GetFillPath(path, outline);
        using var fill = new SKPaint { Color = stroke.Color, IsAntialias = stroke.IsAntialias };
        canvas.DrawPath(outline, fill);
    }

    /// <summary>Draws a straight line.</summary>
    public static void DrawLine(SKCanvas canvas, float x1, float y1, float x2, float y2, SKPaint stroke, float[] intervals)
    {
        using var path = new SKPath();
        path.MoveTo(x1, y1);
        path.LineTo(x2, y2);
        Draw(canvas, path, stroke, intervals);
    }
}

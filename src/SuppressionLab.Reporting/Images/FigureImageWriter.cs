using System.Text;
using System.Text.RegularExpressions;
using SkiaSharp;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Reporting.Images;

/// <summary>
/// Writes figures as static image files for papers and slides, on white paper, drawn by ScottPlot with a font inside
/// this assembly: title, legend, then the panels in a grid. The same figure gives the same bytes.
/// </summary>
public static partial class FigureImageWriter
{
    private const float PixelsAPoint = 2;

    /// <summary>Writes an SVG file; its texts name the font Inter and fall back to the viewer's sans serif.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="path">The target.</param>
    /// <param name="width">The width in points, from 200 to 4000; the height follows from the panels.</param>
    /// <exception cref="ArgumentException">The figure does not fit together; the message names it.</exception>
    /// <exception cref="IOException">The disk is full or the folder cannot be written.</exception>
    public static void WriteSvg(Figure figure, string path, int width = 900)
    {
        using var canvas = NewCanvas(figure, width);
        var height = canvas.Height;
        using var drawn = new MemoryStream();
        using (var drawing = SKSvgCanvas.Create(new SKRect(0, 0, width, height), drawn))
        {
            canvas.Draw(drawing);
        }
        AtomicFile.WriteText(path, WithOwnIds(Encoding.UTF8.GetString(drawn.GetBuffer(), 0, (int)drawn.Length)));
    }

    /// <summary>Skia counts the ids of clips on through the whole process: here they count from 0 in every file.</summary>
    private static string WithOwnIds(string svg)
    {
        var ids = new Dictionary<string, string>();
        return ProcessWideId().Replace(svg, match =>
        {
            ids.TryAdd(match.Value, $"{match.Groups[1].Value}{ids.Count}");
            return ids[match.Value];
        });
    }

    [GeneratedRegex("(?<=id=\"|url\\(#|href=\"#)([a-z]+_)[0-9a-f]+")]
    private static partial Regex ProcessWideId();

    /// <summary>Writes a PNG file of two pixels a point.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="path">The target.</param>
    /// <param name="width">The width in points, from 200 to 4000; the height follows from the panels.</param>
    /// <exception cref="ArgumentException">The figure does not fit together; the message names it.</exception>
    /// <exception cref="IOException">The disk is full or the folder cannot be written.</exception>
    public static void WritePng(Figure figure, string path, int width = 900)
    {
        using var canvas = NewCanvas(figure, width);
        var info = new SKImageInfo((int)(width * PixelsAPoint), (int)MathF.Ceiling(canvas.Height * PixelsAPoint), SKColorType.Rgba8888, SKAlphaType.Premul);
        using var surface = SKSurface.Create(info);
        surface.Canvas.Scale(PixelsAPoint);
        canvas.Draw(surface.Canvas);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        AtomicFile.Write(path, data.SaveTo);
    }

    private static FigureCanvas NewCanvas(Figure figure, int width)
    {
        Plotting.FigureChecks.Check(figure);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 4000);
        return new FigureCanvas(figure, width);
    }
}

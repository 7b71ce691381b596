using ScottPlot;
using SkiaSharp;
using SuppressionLab.Reporting.Html;
using SuppressionLab.Reporting.Model;
using SuppressionLab.Reporting.Plotting;
using LineStyle = SuppressionLab.Reporting.Model.LineStyle;
using Figure = SuppressionLab.Reporting.Model.Figure;

namespace SuppressionLab.Reporting.Images;

/// <summary>Lays a figure out on one canvas: title, legend, panels in a grid.</summary>
internal sealed class FigureCanvas : IDisposable
{
    private const float Margin = 16;
    private const float TitleHeight = 30;
    private const float LegendLine = 22;
    private const float SwatchWidth = 26;
    private readonly Figure _figure;
    private readonly float _width;
    private readonly IReadOnlyList<Plot> _plots;
    private readonly IReadOnlyList<LegendEntry> _legend;
    private readonly SKTypeface _regular = EmbeddedFont.Typeface(bold: false);
    private readonly SKTypeface _bold = EmbeddedFont.Typeface(bold: true);
    private readonly SKFont _text;
    private readonly SKFont _title;
    private readonly int _columns;
    private readonly float _plotHeight;

    public FigureCanvas(Figure figure, float width)
    {
        (_figure, _width) = (figure, width);
        _text = new SKFont(_regular, 12) { Subpixel = true };
        _title = new SKFont(_bold, 15) { Subpixel = true };
        (_plots, _legend) = Content(figure);
        _columns = _plots.Count switch { 1 => 1, 2 or 4 => 2, _ => 3 };
        var plotWidth = (_width - (2 * Margin)) / _columns;
        _plotHeight = MathF.Min(420, plotWidth * (_columns == 1 ? 0.52f : 0.78f));
        var legendLines = _legend.Count == 0 ? 0 : 1 + LegendPlaces().Max(place => place.Line);
        Height = (2 * Margin) + TitleHeight + (legendLines * LegendLine) + (_plotHeight * ((_plots.Count + _columns - 1) / _columns));
    }

    /// <summary>The height that the width asks for, in points.</summary>
    public float Height { get; }

    /// <summary>Draws everything.</summary>
    public void Draw(SKCanvas canvas)
    {
        canvas.Clear(SKColors.White);
        using var ink = new SKPaint { Color = SKColor.Parse("#14171A"), IsAntialias = true };
        canvas.DrawText(_figure.Title, Margin, Margin + 13, SKTextAlign.Left, _title, ink);
        var top = Margin + TitleHeight;
        foreach (var (entry, x, line) in LegendPlaces())
        {
            DrawEntry(canvas, entry, x, top + (line * LegendLine) + (LegendLine / 2), ink);
        }
        top = Height - Margin - (_plotHeight * ((_plots.Count + _columns - 1) / _columns));
        var width = (_width - (2 * Margin)) / _columns;
        for (var i = 0; i < _plots.Count; i++)
        {
            var left = Margin + (width * (i % _columns));
            var y = top + (_plotHeight * (i / _columns));
            _plots[i].Render(canvas, new PixelRect(left, left + width, y + _plotHeight, y));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var plot in _plots)
        {
            plot.Dispose();
        }
        _text.Dispose();
        _title.Dispose();
        _regular.Dispose();
        _bold.Dispose();
    }

    private static (IReadOnlyList<Plot> Plots, IReadOnlyList<LegendEntry> Legend) Content(Figure figure)
    {
        switch (figure)
        {
            case LineFigure line:
                var legend = new LineLegend(line);
                return (LinePlots.Of(line, legend), LegendEntry.Of(legend));
            case StackedBarFigure bars:
                var parts = StackedBarPanelSvg.PartNames(bars);
                return (StackedBarPlots.Of(bars, parts), LegendEntry.Of(parts));
            case ScatterFigure scatter:
                var points = new ScatterLegend(scatter);
                return (ScatterPlots.Of(scatter, points), LegendEntry.Of(points));
            case HeatMapFigure heat:
                return (HeatMapPlots.Of(heat), []);
            default:
                throw new ArgumentException($"No writer for {figure.GetType().Name}.", nameof(figure));
        }
    }

    private IEnumerable<(LegendEntry Entry, float X, int Line)> LegendPlaces()
    {
        var (x, line) = (Margin, 0);
        foreach (var entry in _legend)
        {
            var width = SwatchWidth + 6 + _text.MeasureText(entry.Name) + 18;
            if (x > Margin && x + width > _width - Margin)
            {
                (x, line) = (Margin, line + 1);
            }
            yield return (entry, x, line);
            x += width;
        }
    }

    private void DrawEntry(SKCanvas canvas, LegendEntry entry, float x, float y, SKPaint ink)
    {
        using var paint = new SKPaint { Color = SKColor.Parse(entry.Color), IsAntialias = true, StrokeWidth = 2 };
        if (entry.Marker is { } marker)
        {
            ScatterPlottable.DrawMarker(canvas, paint, marker, x + (SwatchWidth / 2), y, 4);
        }
        else if (entry.Style is { } style)
        {
            if (style != LineStyle.None)
            {
                using var pen = new SKPaint { Color = paint.Color, IsAntialias = true, IsStroke = true, StrokeWidth = 2 };
                DashedStroke.DrawLine(canvas, x, y, x + SwatchWidth, y, pen, DashedStroke.IntervalsOf(style));
            }
            if (entry.Markers)
            {
                canvas.DrawCircle(x + (SwatchWidth / 2), y, 3, paint);
            }
        }
        else
        {
            canvas.DrawRect(x + 8, y - 6, 12, 12, paint);
        }
        canvas.DrawText(entry.Name, x + SwatchWidth + 6, y + 4, SKTextAlign.Left, _text, ink);
    }
}

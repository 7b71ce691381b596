using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Reporting.Plotting;

/// <summary>The axes that a figure's panels share.</summary>
internal static class FigureScales
{
    /// <summary>The horizontal axis of a line figure.</summary>
    public static AxisScale Horizontal(LineFigure figure) => AxisScale.For(
        figure.XAxis,
        figure.Panels.SelectMany(panel => panel.Series.SelectMany(series => series.X)
            .Concat(panel.References.Where(line => line.Vertical).Select(line => line.Value))),
        tight: true,
        Intervals(figure.Panels.Count));

    /// <summary>The vertical axis of a line figure, bands included.</summary>
    public static AxisScale Vertical(LineFigure figure) => AxisScale.For(
        figure.YAxis,
        figure.Panels.SelectMany(panel => panel.Series
            .SelectMany(series => series.Y.Concat(series.Low ?? []).Concat(series.High ?? []))
            .Concat(panel.References.Where(line => !line.Vertical).Select(line => line.Value))),
        tight: false,
        Intervals(figure.Panels.Count));

    /// <summary>The vertical axis of a bar figure; stacks of shares end at exactly 1.</summary>
    public static AxisScale Vertical(StackedBarFigure figure)
    {
        var heights = figure.Panels.SelectMany(panel => panel.Categories.Select((_, i) =>
            panel.Parts.Sum(part => double.IsNaN(part.Values[i]) ? 0 : part.Values[i]))).ToList();
        var highest = heights.Max();
        var shares = heights.All(height => height <= 1 + 1e-6) && highest > 0.999;
        return AxisScale.For(figure.YAxis with { Logarithmic = false, Minimum = figure.YAxis.Minimum ?? 0 }, [0, shares ? 1 : highest], tight: false,
            Intervals(figure.Panels.Count));
    }

    /// <summary>The horizontal axis of a scatter figure, error bars included.</summary>
    public static AxisScale Horizontal(ScatterFigure figure) => OfPoints(
        figure, figure.XAxis, point => (point.X, point.XLow, point.XHigh), vertical: true);

    /// <summary>The vertical axis of a scatter figure, error bars included.</summary>
    public static AxisScale Vertical(ScatterFigure figure) => OfPoints(
        figure, figure.YAxis, point => (point.Y, point.YLow, point.YHigh), vertical: false);

    private static AxisScale OfPoints(
        ScatterFigure figure, AxisOptions axis, Func<ScatterPoint, (double Value, double Low, double High)> of, bool vertical)
    {
        var points = figure.Panels.SelectMany(panel => panel.Points).Select(of).ToList();
        var (low, high) = figure.FoldFarPoints
            ? Fences([.. points.Select(point => point.Value).Where(double.IsFinite).Order()])
            : (double.NegativeInfinity, double.PositiveInfinity);
        // On a logarithmic axis an error bar that reaches 0 or below ends at the frame.
        var least = axis.Logarithmic ? Math.Max(low, points.Min(point => point.Value is 0 ? 0 : double.Epsilon)) : low;
        return AxisScale.For(
            axis,
            points.SelectMany(point => new[] { point.Value, point.Low, point.High }).Where(value => value >= least && value <= high)
                .Concat(figure.Panels.SelectMany(panel => panel.References.Where(line => line.Vertical == vertical).Select(line => line.Value))),
            tight: false,
            Intervals(figure.Panels.Count));
    }

    /// <summary>Three interquartile ranges outside the quartiles, on each side where what lies beyond would take over half of the axis.</summary>
    private static (double Low, double High) Fences(double[] sorted)
    {
        var (low, high) = (double.NegativeInfinity, double.PositiveInfinity);
        if (sorted.Length < 5)
        {
            return (low, high);
        }
        var (first, third) = (sorted[sorted.Length / 4], sorted[sorted.Length - 1 - (sorted.Length / 4)]);
        var (below, above) = (first - (3 * (third - first)), third + (3 * (third - first)));
        double[] inside = [.. sorted.Where(value => value >= below && value <= above)];
        var span = inside[^1] - inside[0];
        return span == 0
            ? (low, high)
            : (inside[0] - sorted[0] > span ? below : low, sorted[^1] - inside[^1] > span ? above : high);
    }

    /// <summary>The ends of a heat map's colour scale; 0 to 1 if all values are shares.</summary>
    public static (double Low, double High) Heat(HeatMapFigure figure)
    {
        var values = figure.Panels.SelectMany(panel => panel.Values.Cast<double>()).Where(double.IsFinite).ToList();
        var shares = values.Count > 0 && values.Min() >= 0 && values.Max() is <= 1 and > 0.5;
        var low = figure.Minimum ?? (shares || values.Count == 0 ? 0 : values.Min());
        var high = figure.Maximum ?? (shares || values.Count == 0 ? 1 : values.Max());
        return high > low ? (low, high) : (low, low + 1);
    }

    private static int Intervals(int panels) => panels > 2 ? 4 : 5;
}

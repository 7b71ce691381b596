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

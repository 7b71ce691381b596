using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Reporting.Plotting;

/// <summary>What a figure must fulfil to be drawn; a breach is a programming error and says where.</summary>
internal static class FigureChecks
{
    /// <summary>Checks lengths and values.</summary>
    /// <exception cref="ArgumentException">Something does not fit; the message names figure, panel and series.</exception>
    public static void Check(Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var panels = figure switch
        {
            LineFigure line => line.Panels.Count,
            StackedBarFigure bars => bars.Panels.Count,
            HeatMapFigure heat => heat.Panels.Count,
            ScatterFigure scatter => scatter.Panels.Count,
            _ => throw new ArgumentException($"Figure '{figure.Id}': no writer for {figure.GetType().Name}.", nameof(figure)),
        };
        Require(panels > 0, figure, "it has no panel");
        switch (figure)
        {
            case LineFigure line: CheckLines(line); break;
            case StackedBarFigure bars: CheckBars(bars); break;
            case HeatMapFigure heat: CheckHeat(heat); break;
            case ScatterFigure scatter: CheckScatter(scatter); break;
        }
    }

    private static void CheckLines(LineFigure figure)
    {
        Require(figure.Panels.Any(panel => panel.Series.Count > 0), figure, "it has no series");
        foreach (var series in figure.Panels.SelectMany(panel => panel.Series))
        {
            var count = series.X.Count;
            Require(series.Y.Count == count, figure, $"series '{series.Name}' has {count} positions and {series.Y.Count} values");
            Require((series.Low is null) == (series.High is null), figure, $"series '{series.Name}' has half a band");
            Require(
                (series.Low?.Count ?? count) == count && (series.High?.Count ?? count) == count,
                figure, $"series '{series.Name}' has a band of another length");
            for (var i = 0; i < count; i++)
            {
                Require(double.IsFinite(series.X[i]), figure, $"series '{series.Name}', point {i}: the position is not finite");
                Require(i == 0 || series.X[i] >= series.X[i - 1], figure, $"series '{series.Name}', point {i}: positions must not fall");
                Require(
                    !figure.XAxis.Logarithmic || series.X[i] >= 0, figure,
                    $"series '{series.Name}', point {i}: a position below 0 on a logarithmic axis");
            }
        }
    }

    private static void CheckBars(StackedBarFigure figure)
    {
        foreach (var panel in figure.Panels)
        {
            Require(panel.Categories.Count > 0, figure, $"panel '{panel.Title}' has no category");
            foreach (var part in panel.Parts)
            {
                Require(
                    part.Values.Count == panel.Categories.Count && (part.StandardErrors?.Count ?? part.Values.Count) == part.Values.Count,
                    figure, $"part '{part.Name}' has not one value a category");
                Require(part.Values.All(value => !(value < 0) && !double.IsInfinity(value)), figure, $"part '{part.Name}' has a value below 0");
            }
        }
    }

    private static void CheckHeat(HeatMapFigure figure)
    {
        foreach (var panel in figure.Panels)
        {
            var (rows, columns) = (panel.Rows.Count, panel.Columns.Count);
            Require(rows > 0 && columns > 0, figure, $"panel '{panel.Title}' is empty");
            Require(
                panel.Values.GetLength(0) == rows && panel.Values.GetLength(1) == columns,
                figure, $"panel '{panel.Title}': values are not [{rows}, {columns}]");
            Require(
                panel.Labels is null || (panel.Labels.GetLength(0) == rows && panel.Labels.GetLength(1) == columns),
                figure, $"panel '{panel.Title}': labels are not [{rows}, {columns}]");
        }
    }

    private static void CheckScatter(ScatterFigure figure)
    {
        foreach (var panel in figure.Panels)
        {
            Require(panel.Points.Count > 0, figure, $"panel '{panel.Title}' has no point");
            foreach (var point in panel.Points)
            {
                Require(
                    !(point.XLow > point.X) && !(point.XHigh < point.X) && !(point.YLow > point.Y) && !(point.YHigh < point.Y),
                    figure, $"point '{point.Label}' lies outside its error bar");
                Require(
                    !(figure.XAxis.Logarithmic && point.X < 0) && !(figure.YAxis.Logarithmic && point.Y < 0),
                    figure, $"point '{point.Label}' lies below 0 on a logarithmic axis");
            }
            Require(
                panel.Frontier?.Points.All(point => double.IsFinite(point.X) && double.IsFinite(point.Y)) != false,
                figure, $"panel '{panel.Title}' has a frontier through a point that is not finite");
        }
    }

    private static void Require(bool condition, Figure figure, string what)
    {
        if (!condition)
        {
            throw new ArgumentException($"Figure '{figure.Id}': {what}.", nameof(figure));
        }
    }
}

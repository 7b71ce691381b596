using ScottPlot;
using SuppressionLab.Reporting.Model;
using SuppressionLab.Reporting.Plotting;

namespace SuppressionLab.Reporting.Images;

/// <summary>The panels of a scatter figure as plots.</summary>
internal static class ScatterPlots
{
    /// <summary>One plot a panel.</summary>
    public static IReadOnlyList<Plot> Of(ScatterFigure figure, ScatterLegend legend)
    {
        var (x, y) = (FigureScales.Horizontal(figure), FigureScales.Vertical(figure));
        return [.. figure.Panels.Select(panel => Panel(figure, panel, legend, x, y))];
    }

    private static Plot Panel(ScatterFigure figure, ScatterPanel panel, ScatterLegend legend, AxisScale x, AxisScale y)
    {
        var plot = PlotStyle.NewPlot(panel.Title);
        PlotStyle.VerticalAxis(plot, y, figure.YAxis.Label);
        PlotStyle.Axis(plot.Axes.Bottom, figure.XAxis.Label, x.Ticks.Select(tick => (AxisScale.Transform(x.Kind, tick.Value), tick.Label)));
        plot.PlottableList.Add(new ScatterPlottable(panel, legend, x, y));
        plot.Axes.SetLimits(
            AxisScale.Transform(x.Kind, x.Minimum), AxisScale.Transform(x.Kind, x.Maximum),
            AxisScale.Transform(y.Kind, y.Minimum), AxisScale.Transform(y.Kind, y.Maximum));
        return plot;
    }
}

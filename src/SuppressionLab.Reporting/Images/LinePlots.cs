using ScottPlot;
using SuppressionLab.Reporting.Model;
using SuppressionLab.Reporting.Plotting;
using LineStyle = SuppressionLab.Reporting.Model.LineStyle;

namespace SuppressionLab.Reporting.Images;

/// <summary>The panels of a line figure as plots.</summary>
internal static class LinePlots
{
    private const float LineWidth = 1.8f;

    /// <summary>One plot a panel.</summary>
    public static IReadOnlyList<Plot> Of(LineFigure figure, LineLegend legend)
    {
        var (x, y) = (FigureScales.Horizontal(figure), FigureScales.Vertical(figure));
        return [.. figure.Panels.Select(panel => Panel(figure, panel, legend, x, y))];
    }

    private static Plot Panel(LineFigure figure, LinePanel panel, LineLegend legend, AxisScale x, AxisScale y)
    {
        var plot = PlotStyle.NewPlot(panel.Title);
        PlotStyle.VerticalAxis(plot, y, figure.YAxis.Label);
        PlotStyle.Axis(plot.Axes.Bottom, figure.XAxis.Label,
            x.Ticks.Select(tick => (AxisScale.Transform(x.Kind, tick.Value), tick.Label)));
        foreach (var line in panel.References)
        {
            Reference(plot, panel, line, x, y);
        }
        foreach (var series in panel.Series)
        {
            var color = Color.FromHex(legend.ColorOf(series).Light);
            foreach (var run in Runs(series, x, y))
            {
                Run(plot, run, series, color);
            }
        }
        var (left, right) = (AxisScale.Transform(x.Kind, x.Minimum), AxisScale.Transform(x.Kind, x.Maximum));
        var margin = (right - left) * 0.01;
        plot.Axes.SetLimits(left - margin, right + margin, AxisScale.Transform(y.Kind, y.Minimum), AxisScale.Transform(y.Kind, y.Maximum));
        return plot;
    }

    private static void Reference(Plot plot, LinePanel panel, ReferenceLine line, AxisScale x, AxisScale y)
    {
        var position = line.Vertical ? AxisScale.Transform(x.Kind, line.Value) : AxisScale.Transform(y.Kind, line.Value);
        double[] ends = line.Vertical
            ? [AxisScale.Transform(y.Kind, y.Minimum), AxisScale.Transform(y.Kind, y.Maximum)]
            : [AxisScale.Transform(x.Kind, x.Minimum), AxisScale.Transform(x.Kind, x.Maximum)];
        double[] places = [position, position];
        plot.PlottableList.Add(new DashedPlottable(
            line.Vertical ? places : ends, line.Vertical ? ends : places, PlotStyle.Muted, 1, DashedStroke.IntervalsOf(LineStyle.Dotted)));
        var left = ReferenceLabel.StandsLeft(panel, line, y);
        var text = line.Vertical
            ? plot.Add.Text(line.Label, position, AxisScale.Transform(y.Kind, y.Maximum))
            : plot.Add.Text(line.Label, AxisScale.Transform(x.Kind, left ? x.Minimum : x.Maximum), position);
        text.LabelAlignment = line.Vertical ? Alignment.UpperLeft : left ? Alignment.LowerLeft : Alignment.LowerRight;
        text.LabelFontName = EmbeddedFont.Name;
        text.LabelFontSize = 10;
        text.LabelFontColor = PlotStyle.Muted;
    }

    private static void Run(Plot plot, (double[] X, double[] Y, double[] Low, double[] High) run, LineSeries series, Color color)
    {
        if (run.Low.Length > 0)
        {
            var band = plot.Add.FillY(run.X, run.Low, run.High);
            band.FillColor = color.WithAlpha(0.16);
            band.LineWidth = 0;
        }
        var line = plot.Add.Scatter(run.X, run.Y, color);
        line.LineWidth = series.Style == LineStyle.Solid ? LineWidth : 0;
        line.MarkerSize = series.Markers || series.Style == LineStyle.None ? 5 : 0;
        if (DashedStroke.IntervalsOf(series.Style) is { Length: > 0 } intervals)
        {
            plot.PlottableList.Add(new DashedPlottable(run.X, run.Y, color, LineWidth, intervals));
        }
    }

    /// <summary>The stretches of a series without unknown values, on the axes' scales.</summary>
    private static IEnumerable<(double[] X, double[] Y, double[] Low, double[] High)> Runs(LineSeries series, AxisScale x, AxisScale y)
    {
        var banded = series.Low is not null;
        bool Known(int i) => double.IsFinite(y.Map(series.Y[i]))
            && (!banded || (double.IsFinite(y.Map(series.Low![i])) && double.IsFinite(y.Map(series.High![i]))));
        double[] On(AxisScale scale, IReadOnlyList<double>? values, int start, int end) => values is null
            ? []
            : [.. Enumerable.Range(start, end - start).Select(i => AxisScale.Transform(scale.Kind, values[i]))];
        for (var start = 0; start < series.X.Count;)
        {
            var end = start;
            while (end < series.X.Count && Known(end))
            {
                end++;
            }
            if (end > start)
            {
                yield return (On(x, series.X, start, end), On(y, series.Y, start, end), On(y, series.Low, start, end), On(y, series.High, start, end));
            }
            start = end + 1;
        }
    }
}

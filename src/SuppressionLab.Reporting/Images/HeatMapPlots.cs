using ScottPlot;
using SuppressionLab.Reporting.Html;
using SuppressionLab.Reporting.Model;
using SuppressionLab.Reporting.Plotting;
using Palette = SuppressionLab.Reporting.Plotting.Palette;

namespace SuppressionLab.Reporting.Images;

/// <summary>The matrices of a heat map as plots.</summary>
internal static class HeatMapPlots
{
    /// <summary>One plot a matrix.</summary>
    public static IReadOnlyList<Plot> Of(HeatMapFigure figure)
    {
        var range = FigureScales.Heat(figure);
        return [.. figure.Panels.Select(panel => Panel(figure, panel, range))];
    }

    private static Plot Panel(HeatMapFigure figure, HeatMapPanel panel, (double Low, double High) range)
    {
        var plot = PlotStyle.NewPlot(panel.Title);
        var (rows, columns) = (panel.Rows.Count, panel.Columns.Count);
        PlotStyle.Axis(plot.Axes.Bottom, figure.XAxis.Label, panel.Columns.Select((name, c) => (c + 0.5, name)));
        PlotStyle.Axis(plot.Axes.Left, figure.YAxis.Label, panel.Rows.Select((name, r) => (rows - r - 0.5, name)));
        foreach (var axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left })
        {
            axis.FrameLineStyle.Width = 0;
            axis.MajorTickStyle.Length = 0;
        }
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                Cell(plot, panel, r, c, range);
            }
        }
        plot.Axes.SetLimits(0, columns, 0, rows);
        return plot;
    }

    private static void Cell(Plot plot, HeatMapPanel panel, int row, int column, (double Low, double High) range)
    {
        var value = panel.Values[row, column];
        var fill = double.IsNaN(value) ? "#F5F5F1" : Palette.Heat(dark: false)[HeatMapPanelSvg.Step(value, range)];
        var top = panel.Rows.Count - row;
        var cell = plot.Add.Rectangle(column, column + 1, top - 1, top);
        cell.FillColor = Color.FromHex(fill);
        cell.LineColor = Colors.White;
        cell.LineWidth = 1.5f;
        var text = plot.Add.Text(HeatMapPanelSvg.Label(panel, row, column), column + 0.5, top - 0.5);
        text.LabelFontName = EmbeddedFont.Name;
        text.LabelFontSize = 11;
        text.LabelFontColor = Color.FromHex(Palette.InkOn(fill));
        text.LabelAlignment = Alignment.MiddleCenter;
    }
}

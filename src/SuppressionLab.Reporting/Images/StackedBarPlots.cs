using ScottPlot;
using SuppressionLab.Reporting.Html;
using SuppressionLab.Reporting.Model;
using SuppressionLab.Reporting.Plotting;
using Palette = SuppressionLab.Reporting.Plotting.Palette;

namespace SuppressionLab.Reporting.Images;

/// <summary>The panels of a stacked-bar figure as plots.</summary>
internal static class StackedBarPlots
{
    /// <summary>One plot a panel.</summary>
    public static IReadOnlyList<Plot> Of(StackedBarFigure figure, string[] partNames)
    {
        var y = FigureScales.Vertical(figure);
        return [.. figure.Panels.Select(panel => Panel(figure, panel, partNames, y))];
    }

    private static Plot Panel(StackedBarFigure figure, StackedBarPanel panel, string[] partNames, AxisScale y)
    {
        var plot = PlotStyle.NewPlot(panel.Title);
        PlotStyle.VerticalAxis(plot, y, figure.YAxis.Label);
        PlotStyle.Axis(plot.Axes.Bottom, figure.XAxis.Label, panel.Categories.Select((name, i) => ((double)i, name)));
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        for (var category = 0; category < panel.Categories.Count; category++)
        {
            var height = 0.0;
            foreach (var part in panel.Parts.Where(part => part.Values[category] > 0))
            {
                var slot = ColorSlot.Of(PaletteKind.Categorical, Array.IndexOf(partNames, part.Name), partNames.Length);
                var bar = plot.Add.Bar(new Bar
                {
                    Position = category,
                    ValueBase = height,
                    Value = height += part.Values[category],
                    Size = 0.72,
                    FillColor = Color.FromHex(slot.Light),
                    LineColor = Colors.White,
                    LineWidth = 1,
                });
                bar.Color = Color.FromHex(slot.Light);
                if (part.Values[category] >= 0.06 * (y.Maximum - y.Minimum))
                {
                    Label(plot, category, height - (part.Values[category] / 2), part.Values[category], Palette.InkOn(slot.Light));
                }
            }
        }
        plot.Axes.SetLimits(-0.6, panel.Categories.Count - 0.4, y.Minimum, y.Maximum);
        return plot;
    }

    private static void Label(Plot plot, double x, double y, double value, string ink)
    {
        var text = plot.Add.Text(Tables.CellText.Number(value, value < 10 ? "0.00" : "#,0"), x, y);
        text.LabelFontName = EmbeddedFont.Name;
        text.LabelFontSize = 11;
        text.LabelFontColor = Color.FromHex(ink);
        text.LabelAlignment = Alignment.MiddleCenter;
    }
}

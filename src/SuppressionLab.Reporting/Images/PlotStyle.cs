using ScottPlot;
using ScottPlot.TickGenerators;
using SuppressionLab.Reporting.Plotting;

namespace SuppressionLab.Reporting.Images;

/// <summary>The look that plots in image files share: light paper, faint horizontal lines, one font.</summary>
internal static class PlotStyle
{
    public static readonly Color Ink = Color.FromHex("#2A2E33");
    public static readonly Color Muted = Color.FromHex("#5F666D");
    public static readonly Color Rule = Color.FromHex("#E3E3DD");

    private const float EdgeSize = 14;

    /// <summary>An empty plot in the style.</summary>
    public static Plot NewPlot(string title)
    {
        EmbeddedFont.EnsureRegistered();
        var plot = new Plot();
        plot.Font.Set(EmbeddedFont.Name);
        plot.FigureBackground.Color = Colors.White;
        plot.DataBackground.Color = Colors.White;
        plot.HideGrid();
        // Several plots share one canvas: none may wipe it.
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        foreach (var edge in new IAxis[] { plot.Axes.Right, plot.Axes.Top })
        {
            edge.FrameLineStyle.Width = 0;
            edge.TickGenerator = new EmptyTickGenerator();
            edge.MinimumSize = edge.MaximumSize = EdgeSize;
        }
        if (title.Length > 0)
        {
            plot.Axes.Title.Label.Text = title;
            plot.Axes.Title.Label.FontSize = 13;
            plot.Axes.Title.Label.Bold = true;
            plot.Axes.Title.Label.ForeColor = Ink;
        }
        return plot;
    }

    /// <summary>Sets an axis's ticks and name.</summary>
    public static void Axis(IAxis axis, string label, IEnumerable<(double Position, string Label)> ticks)
    {
        var list = ticks.ToList();
        axis.TickGenerator = new NumericManual([.. list.Select(tick => tick.Position)], [.. list.Select(tick => tick.Label)]);
        axis.FrameLineStyle.Color = Muted;
        axis.TickLabelStyle.ForeColor = Muted;
        axis.TickLabelStyle.FontSize = 11;
        axis.MajorTickStyle.Length = 3;
        axis.MajorTickStyle.Color = Muted;
        if (axis is ScottPlot.AxisPanels.AxisBase named)
        {
            named.LabelText = label;
            named.LabelFontSize = 12;
            named.LabelBold = false;
            named.LabelFontColor = Ink;
        }
    }

    /// <summary>Sets the vertical axis with faint lines across the plot.</summary>
    public static void VerticalAxis(Plot plot, AxisScale scale, string label)
    {
        var ticks = scale.Ticks.Select(tick => (AxisScale.Transform(scale.Kind, tick.Value), tick.Label)).ToList();
        Axis(plot.Axes.Left, label, ticks);
        plot.Axes.Left.FrameLineStyle.Width = 0;
        plot.Axes.Left.MajorTickStyle.Length = 0;
        foreach (var (position, _) in ticks)
        {
            plot.Add.HorizontalLine(position, 1, Rule);
        }
    }
}

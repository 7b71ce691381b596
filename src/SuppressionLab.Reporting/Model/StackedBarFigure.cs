namespace SuppressionLab.Reporting.Model;

/// <summary>Bars of stacked parts (a prior by suppression amount), in one panel or in small multiples.</summary>
/// <param name="Id">A name for links and files, unique in a report.</param>
/// <param name="Title">What it shows, in a line.</param>
/// <param name="Caption">How to read it.</param>
/// <param name="XAxis">The categories' axis; only its label is used.</param>
/// <param name="YAxis">The heights' axis.</param>
/// <param name="Panels">At least one.</param>
public sealed record StackedBarFigure(
    string Id, string Title, string Caption, AxisOptions XAxis, AxisOptions YAxis, IReadOnlyList<StackedBarPanel> Panels)
    : Figure(Id, Title, Caption)
{
    /// <summary>Creates a figure of one untitled panel.</summary>
    public StackedBarFigure(
        string id, string title, string caption, AxisOptions xAxis, AxisOptions yAxis,
        IReadOnlyList<string> categories, IReadOnlyList<BarPart> parts)
        : this(id, title, caption, xAxis, yAxis, [new StackedBarPanel("", categories, parts)])
    {
    }
}

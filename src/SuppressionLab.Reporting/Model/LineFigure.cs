namespace SuppressionLab.Reporting.Model;

/// <summary>Lines with optional bands and markers, in one panel or in small multiples that share their axes.</summary>
/// <param name="Id">A name for links and files, unique in a report.</param>
/// <param name="Title">What it shows, in a line.</param>
/// <param name="Caption">How to read it.</param>
/// <param name="XAxis">The horizontal axis.</param>
/// <param name="YAxis">The vertical axis.</param>
/// <param name="Panels">At least one.</param>
public sealed record LineFigure(
    string Id, string Title, string Caption, AxisOptions XAxis, AxisOptions YAxis, IReadOnlyList<LinePanel> Panels)
    : Figure(Id, Title, Caption)
{
    /// <summary>Creates a figure of one untitled panel.</summary>
    public LineFigure(
        string id, string title, string caption, AxisOptions xAxis, AxisOptions yAxis, IReadOnlyList<LineSeries> series)
        : this(id, title, caption, xAxis, yAxis, [new LinePanel("", series)])
    {
    }

    /// <summary>How groups get their colours.</summary>
    public PaletteKind Palette { get; init; } = PaletteKind.Categorical;
}

namespace SuppressionLab.Reporting.Model;

/// <summary>
/// Labelled points with errors in both directions (methods by damage and suppression), in one panel or in small multiples
/// that share their axes. A point beyond an axis's end stands at the edge with an arrowhead and its value.
/// </summary>
/// <param name="Id">A name for links and files, unique in a report.</param>
/// <param name="Title">What it shows, in a line.</param>
/// <param name="Caption">How to read it.</param>
/// <param name="XAxis">The horizontal axis.</param>
/// <param name="YAxis">The vertical axis.</param>
/// <param name="Panels">At least one.</param>
public sealed record ScatterFigure(
    string Id, string Title, string Caption, AxisOptions XAxis, AxisOptions YAxis, IReadOnlyList<ScatterPanel> Panels)
    : Figure(Id, Title, Caption)
{
    /// <summary>Creates a figure of one untitled panel.</summary>
    public ScatterFigure(
        string id, string title, string caption, AxisOptions xAxis, AxisOptions yAxis, IReadOnlyList<ScatterPoint> points)
        : this(id, title, caption, xAxis, yAxis, [new ScatterPanel("", points)])
    {
    }

    /// <summary>How groups get their colours.</summary>
    public PaletteKind Palette { get; init; } = PaletteKind.Categorical;

    /// <summary>What a point is (<c>method</c>), for the head of the data table's first column.</summary>
    public string PointHeading { get; init; } = "point";

    /// <summary>
    /// Whether an axis without a given end stops before points that lie more than three interquartile ranges outside the
    /// middle half and would take more than half of it; they then stand at the edge. False shows all in their places.
    /// </summary>
    public bool FoldFarPoints { get; init; }
}

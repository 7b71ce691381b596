namespace SuppressionLab.Reporting.Model;

/// <summary>One of a <see cref="ScatterFigure"/>'s small multiples; all share both axes.</summary>
/// <param name="Title">The panel's title; may be empty.</param>
/// <param name="Points">Its points, drawn in order.</param>
public sealed record ScatterPanel(string Title, IReadOnlyList<ScatterPoint> Points)
{
    /// <summary>A step line that joins the points no other point beats; none if null.</summary>
    public ScatterFrontier? Frontier { get; init; }

    /// <summary>Lines at fixed values behind the points.</summary>
    public IReadOnlyList<ReferenceLine> References { get; init; } = [];
}

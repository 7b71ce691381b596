namespace SuppressionLab.Reporting.Model;

/// <summary>One of a <see cref="LineFigure"/>'s small multiples; all share both axes.</summary>
/// <param name="Title">The panel's title; may be empty.</param>
/// <param name="Series">Its lines, drawn in order.</param>
public sealed record LinePanel(string Title, IReadOnlyList<LineSeries> Series)
{
    /// <summary>Lines at fixed values behind the series.</summary>
    public IReadOnlyList<ReferenceLine> References { get; init; } = [];
}

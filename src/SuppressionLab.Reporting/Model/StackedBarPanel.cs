namespace SuppressionLab.Reporting.Model;

/// <summary>One of a <see cref="StackedBarFigure"/>'s small multiples.</summary>
/// <param name="Title">The panel's title; may be empty.</param>
/// <param name="Categories">What each bar stands for, from left to right.</param>
/// <param name="Parts">The parts of each bar, from the bottom up; each has a value for every category.</param>
public sealed record StackedBarPanel(string Title, IReadOnlyList<string> Categories, IReadOnlyList<BarPart> Parts);

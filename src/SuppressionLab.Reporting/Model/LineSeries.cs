namespace SuppressionLab.Reporting.Model;

/// <summary>One line of a <see cref="LineFigure"/>. Points whose Y is NaN interrupt it.</summary>
/// <param name="Name">What it is, for the tooltip and, if no group is given, the legend.</param>
/// <param name="X">Positions, increasing, finite.</param>
/// <param name="Y">Values, as many as positions.</param>
public sealed record LineSeries(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>The lower end of the band at each position (value − standard error, or an interval's end); none if null.</summary>
    public IReadOnlyList<double>? Low { get; init; }

    /// <summary>The upper end of the band; given exactly when <see cref="Low"/> is.</summary>
    public IReadOnlyList<double>? High { get; init; }

    /// <summary>How the line is drawn.</summary>
    public LineStyle Style { get; init; } = LineStyle.Solid;

    /// <summary>Whether a marker is drawn at each point.</summary>
    public bool Markers { get; init; }

    /// <summary>
    /// The series' group: series of one group (a curve and its fit, the same amount in each panel) share a colour and a
    /// legend entry. The series' name if null.
    /// </summary>
    public string? Group { get; init; }

    /// <summary>
    /// What the line's style means (<c>measured</c>, <c>law fit</c>, <c>exact learner</c>): the legend explains each
    /// such role once. None if null.
    /// </summary>
    public string? Role { get; init; }

    /// <summary>Whether it is a reference, drawn in the ink's colour instead of one from the palette.</summary>
    public bool IsReference { get; init; }

    /// <summary>The group's place in the palette, from 0; by order of first appearance if null.</summary>
    public int? Color { get; init; }

    /// <summary>The name the legend shows.</summary>
    public string LegendName => Group ?? Name;
}

namespace SuppressionLab.Reporting.Model;

/// <summary>One part of the stacks of a <see cref="StackedBarPanel"/>.</summary>
/// <param name="Name">What it is; the same name has the same colour in every panel.</param>
/// <param name="Values">Its height in each category, at least 0.</param>
public sealed record BarPart(string Name, IReadOnlyList<double> Values)
{
    /// <summary>The standard error of each value (shown in the tooltip and the data table); not known if null.</summary>
    public IReadOnlyList<double>? StandardErrors { get; init; }
}

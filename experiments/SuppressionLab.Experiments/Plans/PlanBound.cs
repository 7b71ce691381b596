namespace SuppressionLab.Experiments.Plans;

/// <summary>A range that a field of a plan was checked for.</summary>
/// <param name="Field">The field's path.</param>
/// <param name="Low">Its least value.</param>
/// <param name="LowIsOpen">Whether the least value itself is refused.</param>
/// <param name="High">Its greatest value.</param>
/// <param name="HighIsOpen">Whether the greatest value itself is refused.</param>
internal sealed record PlanBound(string Field, double Low, bool LowIsOpen, double High, bool HighIsOpen);

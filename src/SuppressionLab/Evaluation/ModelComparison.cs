namespace SuppressionLab.Evaluation;

/// <summary>Two models on the same prompts: what changed, with standard errors of the paired change over prompts.</summary>
/// <param name="Curves">One row a k and component, in that order.</param>
/// <param name="Points">One row a k, component and number of shots, in that order.</param>
public sealed record ModelComparison(IReadOnlyList<CurveChange> Curves, IReadOnlyList<PointChange> Points);

namespace SuppressionLab.Experiments.Results;

/// <summary>The file of <c>fit</c>: <c>{"fits":[…]}</c>.</summary>
/// <param name="Fits">The fits.</param>
internal sealed record FitTable(IReadOnlyList<FitRecord> Fits);

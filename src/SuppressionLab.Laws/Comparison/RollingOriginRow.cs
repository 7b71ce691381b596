namespace SuppressionLab.Laws.Comparison;

/// <summary>How one law, fitted to the first shots, foresees the rest of one task's curve.</summary>
/// <param name="Law">The law.</param>
/// <param name="Curves">Which curves: the label they were given.</param>
/// <param name="Fraction">The share of the shots fitted, in (0, 1).</param>
/// <param name="Task">The task's label.</param>
/// <param name="FreeParameters">Free parameters of the fit that the task is part of.</param>
/// <param name="ParametersPerCurve">The same divided by the number of curves that the fit pools.</param>
/// <param name="FittedPoints">Points of that fit.</param>
/// <param name="HeldOutPoints">Points of the task beyond the first shots.</param>
/// <param name="Nrmse">The error on these; null if there is none, see <paramref name="Problem"/>.</param>
/// <param name="Problem">Why there is no error: too few points, or nothing held out; null if there is one.</param>
public sealed record RollingOriginRow(
    string Law,
    string Curves,
    double Fraction,
    int Task,
    int FreeParameters,
    double ParametersPerCurve,
    int FittedPoints,
    int HeldOutPoints,
    double? Nrmse,
    string? Problem);

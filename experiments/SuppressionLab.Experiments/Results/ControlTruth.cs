namespace SuppressionLab.Experiments.Results;

/// <summary>What a condition of the control truly is.</summary>
/// <param name="Method">The control's method.</param>
/// <param name="Amount">Its dose.</param>
/// <param name="Seed">The root seed.</param>
/// <param name="Prior">The learner's prior over the components.</param>
internal sealed record ControlTruth(string Method, double Amount, long Seed, IReadOnlyList<double> Prior);

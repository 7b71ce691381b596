namespace SuppressionLab.Experiments.Results;

/// <summary>One number by which an attack is summed up for a model: the larger, the more of the behaviour is left.</summary>
/// <param name="Name">The name in tables.</param>
/// <param name="Meaning">What the number is.</param>
/// <param name="Read">The number with its standard error, of one model and seed; null where the run has no such attack.</param>
internal sealed record AttackMeasure(string Name, string Meaning, Func<ModelFindings, Estimate?> Read);

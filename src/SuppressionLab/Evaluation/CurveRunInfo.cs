namespace SuppressionLab.Evaluation;

/// <summary>What was scored: the columns of a curve table that are the same for a whole evaluation.</summary>
/// <param name="Model">Which network, for example <c>gpt2-2x64</c>.</param>
/// <param name="Method">The suppression method, or <c>none</c> for a pretrained model.</param>
/// <param name="Amount">How much suppression, in <paramref name="AmountUnit"/>; 0 for a pretrained model.</param>
/// <param name="AmountUnit"><c>documents</c>, <c>pairs</c>, <c>tokens</c> or <c>steps</c>.</param>
/// <param name="Step">The optimiser step at which the model was scored.</param>
/// <param name="Seed">The root seed of the run.</param>
public sealed record CurveRunInfo(
    string Model, string Method, double Amount, string AmountUnit, long Step, long Seed);

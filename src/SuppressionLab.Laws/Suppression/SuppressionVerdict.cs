using SuppressionLab.Laws.Uncertainty;

namespace SuppressionLab.Laws.Suppression;

/// <summary>What suppression changed, with the evidence.</summary>
/// <param name="Chosen">The smallest model that is not refuted.</param>
/// <param name="Sentence">The verdict in words.</param>
/// <param name="Fit">The chosen model's fit.</param>
/// <param name="Full">The fit with everything free.</param>
/// <param name="Scores">All models, smallest first.</param>
/// <param name="Tests">The tests of smaller against larger models.</param>
/// <param name="Effects">The changes of each parameter under the chosen model.</param>
/// <param name="Noise">What the conditions' noise was taken from.</param>
/// <param name="Options">The levels.</param>
public sealed record SuppressionVerdict(
    SuppressionModel Chosen,
    string Sentence,
    JointFit Fit,
    JointFit Full,
    IReadOnlyList<ModelScore> Scores,
    IReadOnlyList<NestedTestResult> Tests,
    IReadOnlyList<SuppressionEffect> Effects,
    NoiseSource Noise,
    SuppressionOptions Options);

using SuppressionLab.Experiments.Results;

namespace SuppressionLab.Experiments.Comparisons;

/// <summary>Which models two runs share, and which one alone has.</summary>
/// <param name="Both">What both have.</param>
/// <param name="FirstOnly">What the first alone has.</param>
/// <param name="SecondOnly">What the second alone has.</param>
internal sealed record ModelPairing(
    IReadOnlyList<ModelKey> Both, IReadOnlyList<ModelKey> FirstOnly, IReadOnlyList<ModelKey> SecondOnly)
{
    /// <summary>Compares what two runs have.</summary>
    public static ModelPairing Of(RunResults first, RunResults second)
    {
        var (one, other) = (ModelKey.Of(first), ModelKey.Of(second));
        return new ModelPairing([.. one.Intersect(other)], [.. one.Except(other)], [.. other.Except(one)]);
    }
}

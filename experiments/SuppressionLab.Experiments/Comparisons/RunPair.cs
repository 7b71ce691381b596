using SuppressionLab.Experiments.Results;

namespace SuppressionLab.Experiments.Comparisons;

/// <summary>Two runs side by side, with what readers call them.</summary>
/// <param name="First">The first run: differences are from it.</param>
/// <param name="Second">The second run: differences are to it.</param>
/// <param name="FirstName">A short name, not the second's.</param>
/// <param name="SecondName">A short name, not the first's.</param>
internal sealed record RunPair(RunResults First, RunResults Second, string FirstName, string SecondName)
{
    /// <summary>What is measured of both, and what of one alone.</summary>
    public ModelPairing Models => field ??= ModelPairing.Of(First, Second);
}

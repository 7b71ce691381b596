using SuppressionLab.Laws.Comparison;

namespace SuppressionLab.Evaluation;

/// <summary>
/// How one curve changed between two models that read the same prompts. Points of a prompt are correlated, so each test
/// takes one number a prompt; probabilities are in [0, 1], changes are after − before.
/// </summary>
/// <param name="K">The example length in symbols.</param>
/// <param name="Component">The component.</param>
/// <param name="Start">The change of the label's probability at 0 shots.</param>
/// <param name="End">The change at the most shots of each prompt.</param>
/// <param name="Mean">The change averaged over the shots of each prompt.</param>
/// <param name="MeanNll">The change of −ln p averaged over the shots of each prompt, in nats.</param>
/// <param name="HolmP">The p-value of <paramref name="Mean"/> corrected for the number of curves (Holm 1979).</param>
public sealed record CurveChange(
    int K, int Component, PairedTest Start, PairedTest End, PairedTest Mean, PairedTest MeanNll, double HolmP);

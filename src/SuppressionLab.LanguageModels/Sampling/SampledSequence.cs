namespace SuppressionLab.LanguageModels.Sampling;

/// <summary>A sequence drawn from a network.</summary>
/// <param name="Tokens">The tokens after the first.</param>
/// <param name="ExcludedProbability">
/// The probability that the network, left free, would have drawn an excluded token somewhere on this way:
/// 1 − Π_t (1 − q_t), with q_t the excluded tokens' share at token t.
/// </param>
public sealed record SampledSequence(int[] Tokens, double ExcludedProbability);

using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Documents;

/// <summary>
/// Draws preference pairs (protocol §3): chosen from the favoured components, rejected from the suppressed ones. With
/// prompt symbols, a document of a suppressed component is cut in two: its beginning is the prompt and its rest the
/// rejected answer, while the chosen answer is a fresh document of a favoured component. Pair i is a pure function of
/// (mixture, lengths, key, i). Safe to share between threads.
/// </summary>
public sealed class PreferencePairSampler
{
    private readonly DocumentSampler _favoured;
    private readonly DocumentSampler _suppressed;
    private readonly int _promptSymbols;

    /// <summary>Creates a sampler.</summary>
    /// <param name="mixture">The mixture.</param>
    /// <param name="favouredWeights">The weight of each component in chosen answers; sums to 1.</param>
    /// <param name="suppressedWeights">The weight of each component in rejected answers; sums to 1.</param>
    /// <param name="symbols">The length of each answer in symbols; at least 1.</param>
    /// <param name="key">The name of the stream.</param>
    /// <param name="promptSymbols">The symbols of the prompt after BOS; 0 makes BOS the whole prompt.</param>
    /// <exception cref="InputException">The weights or the lengths are wrong.</exception>
    public PreferencePairSampler(
        HmmMixture mixture,
        IReadOnlyList<double> favouredWeights,
        IReadOnlyList<double> suppressedWeights,
        int symbols,
        RandomKey key,
        int promptSymbols = 0)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        if (promptSymbols < 0 || symbols < 1 || (long)promptSymbols + symbols > Array.MaxLength)
        {
            throw new InputException(
                $"promptSymbols and symbols: {promptSymbols} and {symbols}; at least 0 and 1 are allowed");
        }
        HmmMixture.CheckedPrior(favouredWeights, mixture.Components.Count, "favouredWeights");
        HmmMixture.CheckedPrior(suppressedWeights, mixture.Components.Count, "suppressedWeights");
        _favoured = DocumentSampler.ForComponents(mixture, symbols, key.Derive("chosen"), favouredWeights);
        _suppressed = DocumentSampler.ForComponents(
            mixture, promptSymbols + symbols, key.Derive("rejected"), suppressedWeights);
        _promptSymbols = promptSymbols;
    }

    /// <summary>Pair <paramref name="index"/>.</summary>
    public PreferencePair Sample(long index)
    {
        var rejected = _suppressed.Sample(index).Tokens;
        int[] prompt = [_suppressed.Mixture.BosToken, .. rejected.AsSpan(0, _promptSymbols)];
        return new PreferencePair(prompt, _favoured.Sample(index).Tokens, rejected[_promptSymbols..]);
    }
}

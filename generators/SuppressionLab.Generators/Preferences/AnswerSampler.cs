using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Sampling;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Preferences;

/// <summary>
/// Draws answers to a prompt: first a component, by weights that do not look at the prompt, then a continuation of the
/// prompt under it. Safe to share between threads.
/// </summary>
internal sealed class AnswerSampler
{
    private readonly ContinuationSampler?[] _components;
    private readonly AliasRows _weights;
    private readonly int _symbols;
    private readonly RandomKey _key;

    /// <param name="mixture">The mixture.</param>
    /// <param name="weights">The weight of each component; sums to 1.</param>
    /// <param name="symbols">The length of an answer.</param>
    /// <param name="smoothing">ε where a component cannot produce the prompt.</param>
    /// <param name="key">The name of the stream.</param>
    public AnswerSampler(HmmMixture mixture, double[] weights, int symbols, double smoothing, RandomKey key)
    {
        _components =
        [
            .. mixture.Components.Select((component, i) =>
                weights[i] > 0 ? new ContinuationSampler(component, mixture.VocabularySize, smoothing) : null),
        ];
        _weights = AliasRows.Single(weights);
        _symbols = symbols;
        _key = key;
    }

    /// <summary>Answer <paramref name="index"/> to a prompt without its BOS, and its component.</summary>
    public (int[] Symbols, int Component) Sample(long index, ReadOnlySpan<int> prompt)
    {
        var stream = _key.Derive(index).Open();
        var component = _weights.Draw(0, stream.NextUInt64());
        var symbols = new int[_symbols];
        return _components[component]!.TrySample(stream, prompt, symbols)
            ? (symbols, component)
            : throw new InputException(
                $"pair {index}: component {component} cannot produce the prompt of {prompt.Length} symbols; set "
                + $"{nameof(PreferencePairOptions.PromptSmoothing)} above 0, or draw shorter prompts or prompts of other "
                + "components");
    }
}

using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Sampling;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Prompts;

/// <summary>
/// Draws in-context prompts (Xie et al. 2021, section 4; protocol §2). A prompt draws its component uniformly, whatever
/// the mixture's prior, and one start property in 1 … P−1; each example then draws a fresh entity, starts there, shows
/// k states of the component's walk and ends with the delimiter. Prompt i is a pure function of (mixture, k, context
/// length, key, i). Safe to share between threads.
/// </summary>
public sealed class PromptSampler
{
    private readonly FactoredComponent[] _components;
    private readonly FactoredSampler[] _samplers;
    private readonly int[][] _labels;
    private readonly RandomKey _key;

    /// <summary>Creates a sampler.</summary>
    /// <param name="mixture">A factored mixture.</param>
    /// <param name="k">The number of symbols in an example; at least 2.</param>
    /// <param name="contextLength">The longest prompt in tokens; at least k + 1.</param>
    /// <param name="key">The name of the stream.</param>
    /// <param name="maximumExamples">The most examples in a prompt; null for as many as the context holds.</param>
    /// <exception cref="InputException">The mixture is a general one, or a size is out of range.</exception>
    public PromptSampler(HmmMixture mixture, int k, int contextLength, RandomKey key, int? maximumExamples = null)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        if (maximumExamples < 1)
        {
            throw new InputException($"maximumExamples: {maximumExamples}; at least 1 is allowed");
        }
        _components = mixture.RequirePromptStructure("in-context prompts");
        Examples = Math.Min(ExamplesPerPrompt(contextLength, k), maximumExamples ?? int.MaxValue);
        Mixture = mixture;
        K = k;
        _key = key;
        _samplers = [.. _components.Select(component => new FactoredSampler(component))];
        _labels = [.. _components.Select(LabelsOf)];
    }

    /// <summary>The mixture.</summary>
    public HmmMixture Mixture { get; }

    /// <summary>The number of symbols in an example.</summary>
    public int K { get; }

    /// <summary>The number of examples in a prompt.</summary>
    public int Examples { get; }

    /// <summary>The number of tokens in a prompt: examples·(k+1).</summary>
    public int Length => Examples * (K + 1);

    /// <summary>The number of examples that fit a context: ⌊contextLength/(k+1)⌋.</summary>
    /// <exception cref="InputException">k is less than 2, or not one example fits.</exception>
    public static int ExamplesPerPrompt(int contextLength, int k)
    {
        if (k < 2 || k == int.MaxValue)
        {
            throw new InputException($"k: {k}; an example has at least 2 symbols");
        }
        if (contextLength < k + 1)
        {
            throw new InputException($"contextLength: {contextLength}; one example of k = {k} needs {k + 1}");
        }
        return contextLength / (k + 1);
    }

    /// <summary>Prompt <paramref name="index"/>, of a uniformly drawn component.</summary>
    public InContextPrompt Sample(long index)
    {
        var stream = _key.Derive(index).Open();
        return Sample(stream, stream.NextInt32(_components.Length));
    }

    /// <summary>Prompt <paramref name="index"/> of a chosen component.</summary>
    /// <param name="index">Which prompt.</param>
    /// <param name="component">Its component; in 0 … M−1.</param>
    public InContextPrompt Sample(long index, int component)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(component);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(component, _components.Length);
        return Sample(_key.Derive(component).Derive(index).Open(), component);
    }

    private InContextPrompt Sample(RandomStream stream, int index)
    {
        var component = _components[index];
        var tokens = new int[Length];
        var labels = new int[Examples];
        var positions = new int[Examples];
        var property = 1 + stream.NextInt32(component.Properties - 1);
        for (var example = 0; example < Examples; example++)
        {
            var first = example * (K + 1);
            positions[example] = first + K - 2;
            var state = (stream.NextInt32(component.Entities) * component.Properties) + property;
            for (var i = 0; i < K; i++)
            {
                state = i == 0 ? state : _samplers[index].Next(stream, state);
                tokens[first + i] = component.Symbol(state);
                labels[example] = i == K - 2 ? _labels[index][state] : labels[example];
            }
            // tokens[first + K] stays 0: property 0 of the same entity, which emits the delimiter.
        }
        return new InContextPrompt(tokens, labels, positions, K, index);
    }

    private static int[] LabelsOf(FactoredComponent component) =>
    [
        .. Enumerable.Range(0, component.StateCount)
            .Select(state => component.Symbol(component.MostLikelyNext(state))),
    ];
}

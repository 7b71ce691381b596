using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Mixtures;

/// <summary>
/// A mixture of hidden Markov models over one vocabulary: a document draws its component once, from the prior, and
/// then all its symbols from that component. Symbols are 0 … V−1 and 0 is the delimiter; models see V + 2 tokens, the
/// symbols, then the padding V, then the beginning of a document V + 1. Immutable and safe to share between threads.
/// </summary>
public sealed class HmmMixture
{
    /// <summary>Creates a mixture.</summary>
    /// <param name="vocabularySize">The number V of symbols, at least 2.</param>
    /// <param name="components">The components: all factored, with one memory, or all general.</param>
    /// <param name="prior">One weight a component, summing to 1 within 1e-9; zeros are allowed.</param>
    /// <exception cref="InputException">
    /// A size, a sum or a symbol is out of range; the message names the field.
    /// </exception>
    public HmmMixture(int vocabularySize, IReadOnlyList<HmmComponent> components, IReadOnlyList<double> prior)
    {
        ArgumentNullException.ThrowIfNull(components);
        ArgumentNullException.ThrowIfNull(prior);
        if (vocabularySize < 2 || vocabularySize > int.MaxValue - 2)
        {
            throw new InputException($"vocabularySize: {vocabularySize}; at least 2 are needed");
        }
        if (components.Count == 0)
        {
            throw new InputException("components: none; at least one is needed");
        }
        for (var i = 0; i < components.Count; i++)
        {
            components[i].CheckVocabulary(vocabularySize, $"components[{i}]");
        }
        VocabularySize = vocabularySize;
        Components = [.. components];
        Prior = CheckedPrior(prior, components.Count);
        Memory = CommonMemory(components);
    }

    /// <summary>The number V of symbols; symbol 0 is the delimiter.</summary>
    public int VocabularySize { get; }

    /// <summary>The token that fills a block behind a document: V.</summary>
    public int PadToken => VocabularySize;

    /// <summary>The token in front of a document: V + 1.</summary>
    public int BosToken => VocabularySize + 1;

    /// <summary>The number of tokens a model knows: V + 2.</summary>
    public int TokenCount => VocabularySize + 2;

    /// <summary>The components, M of them.</summary>
    public IReadOnlyList<HmmComponent> Components { get; }

    /// <summary>
    /// The probability that a document is of each component; M entries that sum to 1, some possibly 0.
    /// </summary>
    public IReadOnlyList<double> Prior { get; }

    /// <summary>E × P symbols shared by all components if the mixture is factored; null otherwise.</summary>
    public int[,]? Memory { get; }

    /// <summary>Whether the components are factored (the GINC family), which in-context prompts need.</summary>
    public bool IsFactored => Memory is not null;

    /// <summary>The same components under another prior.</summary>
    /// <exception cref="InputException">The prior has another length or does not sum to 1.</exception>
    public HmmMixture WithPrior(IReadOnlyList<double> prior) => new(VocabularySize, Components, prior);

    /// <summary>
    /// The components as factored ones whose property 0 is the delimiter, as in-context prompts need.
    /// </summary>
    /// <exception cref="InputException">The structure is not there; the message says what needed it.</exception>
    internal FactoredComponent[] RequirePromptStructure(string need)
    {
        if (Memory is null)
        {
            throw new InputException(
                $"{need}: a factored (GINC) mixture with entities and properties is needed; this one is general");
        }
        if (Memory.GetLength(1) < 2)
        {
            throw new InputException($"{need}: memory has 1 property; the delimiter and at least one more are needed");
        }
        for (var entity = 0; entity < Memory.GetLength(0); entity++)
        {
            if (Memory[entity, 0] != 0)
            {
                throw new InputException(
                    $"{need}: memory[{entity}, 0] is {Memory[entity, 0]}; property 0 must emit the delimiter, 0");
            }
        }
        return [.. Components.Cast<FactoredComponent>()];
    }

    /// <summary>A copy of weights over M components, checked.</summary>
    internal static double[] CheckedPrior(IReadOnlyList<double> prior, int components, string name = "prior")
    {
        if (prior.Count != components)
        {
            throw new InputException($"{name}: {prior.Count} weights; {components} components need as many");
        }
        Stochastic.CheckDistribution(prior, name);
        return [.. prior];
    }

    private static int[,]? CommonMemory(IReadOnlyList<HmmComponent> components)
    {
        var first = (components[0] as FactoredComponent)?.Memory;
        for (var i = 1; i < components.Count; i++)
        {
            var other = (components[i] as FactoredComponent)?.Memory;
            if (first is null != other is null)
            {
                throw new InputException($"components[{i}]: factored and general components cannot share a mixture");
            }
            if (first is not null && !SameEntries(first, other!))
            {
                throw new InputException($"components[{i}].memory: factored components of a mixture share one memory");
            }
        }
        return first;
    }

    private static bool SameEntries(int[,] left, int[,] right) =>
        left.GetLength(0) == right.GetLength(0) && left.GetLength(1) == right.GetLength(1)
        && left.Cast<int>().SequenceEqual(right.Cast<int>());
}

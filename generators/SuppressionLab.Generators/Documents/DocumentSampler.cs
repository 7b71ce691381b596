using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Sampling;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Documents;

/// <summary>
/// Draws documents from a mixture. Document i is a pure function of (mixture, length, key, i): the same in any order
/// and on any number of threads. Safe to share between threads.
/// </summary>
public sealed class DocumentSampler
{
    private readonly ComponentSampler[] _samplers;
    private readonly AliasRows _components;
    private readonly RandomKey _key;

    /// <summary>Creates a sampler of documents whose components follow the mixture's prior.</summary>
    /// <param name="mixture">The mixture.</param>
    /// <param name="symbols">The length of a document in symbols, without BOS; at least 1.</param>
    /// <param name="key">The name of the stream.</param>
    /// <exception cref="InputException">The length is not positive.</exception>
    public DocumentSampler(HmmMixture mixture, int symbols, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        if (symbols < 1)
        {
            throw new InputException($"symbols: {symbols}; a document has at least 1");
        }
        Mixture = mixture;
        Symbols = symbols;
        _key = key;
        _samplers = [.. mixture.Components.Select(ComponentSampler.Create)];
        _components = AliasRows.Single(mixture.Prior);
    }

    /// <summary>The mixture, with the weights that documents follow as its prior.</summary>
    public HmmMixture Mixture { get; }

    /// <summary>The length of a document in symbols.</summary>
    public int Symbols { get; }

    /// <summary>A sampler whose documents' components follow other weights than the mixture's prior.</summary>
    /// <param name="mixture">The mixture.</param>
    /// <param name="symbols">The length of a document in symbols, without BOS.</param>
    /// <param name="key">The name of the stream.</param>
    /// <param name="weights">One weight a component, summing to 1; zeros leave components out.</param>
    /// <exception cref="InputException">The weights or the length are wrong.</exception>
    public static DocumentSampler ForComponents(
        HmmMixture mixture, int symbols, RandomKey key, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        return new DocumentSampler(mixture.WithPrior(weights), symbols, key);
    }

    /// <summary>Document <paramref name="index"/>.</summary>
    public Document Sample(long index)
    {
        var tokens = new int[Symbols];
        var component = Sample(index, tokens);
        return new Document(tokens, component);
    }

    /// <summary>Writes the first symbols of document <paramref name="index"/> into a buffer.</summary>
    /// <param name="index">Which document.</param>
    /// <param name="symbols">Receives its first symbols; at most <see cref="Symbols"/>.</param>
    /// <returns>The component.</returns>
    /// <exception cref="ArgumentException">The buffer is longer than a document.</exception>
    public int Sample(long index, Span<int> symbols)
    {
        if (symbols.Length > Symbols)
        {
            throw new ArgumentException($"The buffer holds {symbols.Length}; a document {Symbols}.", nameof(symbols));
        }
        var stream = _key.Derive(index).Open();
        var component = _components.Draw(0, stream.NextUInt64());
        _samplers[component].Sample(stream, symbols);
        return component;
    }
}

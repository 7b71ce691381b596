using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Sampling;

/// <summary>Which documents are drawn from a language model.</summary>
public sealed record DocumentSamplingOptions
{
    /// <summary>The number of documents, at least 1.</summary>
    public required int Count { get; init; }

    /// <summary>
    /// The length of a document in tokens, counting the BOS that it starts from: a document has Length − 1 symbols. 2 to
    /// the network's context length + 1.
    /// </summary>
    public required int Length { get; init; }

    /// <summary>The root seed. Default: the <c>MLContext</c>'s seed, or 0 if it has none.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The name of the random stream below the seed. Default: <c>sampled-documents</c>.</summary>
    public string Stream { get; init; } = "sampled-documents";

    /// <summary>
    /// The number of symbols, at least 1: tokens 0 to SymbolCount − 1 are drawn, the others (padding, BOS) never. Default:
    /// the network's vocabulary without its last two.
    /// </summary>
    public int? SymbolCount { get; init; }

    /// <summary>Documents in one forward pass, at least 1. Default: 128.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Asks to stop.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal void Validate(int vocabularySize, int contextLength)
    {
        if (Count < 1)
        {
            throw new InputException($"Count is {Count}; at least 1 document is needed");
        }
        if (Length < 2 || Length > contextLength + 1)
        {
            throw new InputException(
                $"Length is {Length}; 2 to {contextLength + 1} tokens, counting the BOS, are allowed by the network's context");
        }
        if (SymbolCount is { } symbols && (symbols < 1 || symbols > vocabularySize))
        {
            throw new InputException($"SymbolCount is {symbols}; 1 to the network's {vocabularySize} tokens are allowed");
        }
        if (string.IsNullOrEmpty(Stream))
        {
            throw new InputException("Stream is empty; it must name a random stream");
        }
    }
}

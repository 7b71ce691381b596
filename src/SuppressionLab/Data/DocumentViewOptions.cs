using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Data;

/// <summary>Which documents a generated view holds.</summary>
public sealed record DocumentViewOptions
{
    /// <summary>The number of documents, at least 1.</summary>
    public required int Count { get; init; }

    /// <summary>
    /// The length of a document in tokens, counting the BOS that the trainer adds: a document has Length − 1 symbols.
    /// At least 2.
    /// </summary>
    public required int Length { get; init; }

    /// <summary>The root seed. Default: the <c>MLContext</c>'s seed, or 0 if it has none.</summary>
    public ulong? Seed { get; init; }

    /// <summary>
    /// The name of the random stream below the seed: views of different names share no document. Default:
    /// <c>documents</c>.
    /// </summary>
    public string Stream { get; init; } = "documents";

    /// <summary>
    /// The weight of each component, not negative and not all 0, for documents of chosen components only. Default: the
    /// mixture's prior.
    /// </summary>
    public IReadOnlyList<double>? Weights { get; init; }

    internal void Validate()
    {
        if (Count < 1)
        {
            throw new InputException($"Count is {Count}; at least 1 document is needed");
        }
        if (Length < 2)
        {
            throw new InputException($"Length is {Length}; a document has at least 2 tokens, counting the BOS");
        }
        if (string.IsNullOrEmpty(Stream))
        {
            throw new InputException("Stream is empty; it must name a random stream");
        }
    }
}

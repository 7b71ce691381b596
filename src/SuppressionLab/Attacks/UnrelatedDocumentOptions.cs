using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Attacks;

/// <summary>Which documents without any structure a view holds.</summary>
public sealed record UnrelatedDocumentOptions
{
    /// <summary>The number of documents, at least 1.</summary>
    public required int Count { get; init; }

    /// <summary>The length of a document in tokens, counting the BOS: a document has Length − 1 symbols. At least 2.</summary>
    public required int Length { get; init; }

    /// <summary>The root seed. Default: the <c>MLContext</c>'s seed, or 0 if it has none.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The name of the random stream below the seed. Default: <c>unrelated-documents</c>.</summary>
    public string Stream { get; init; } = "unrelated-documents";

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

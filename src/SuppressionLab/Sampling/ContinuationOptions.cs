using SuppressionLab.Columns;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Sampling;

/// <summary>How a <see cref="ContinuationTransformer"/> continues rows.</summary>
public sealed record ContinuationOptions
{
    /// <summary>The tokens to draw for each row, at least 1; with the row's own at most the network's context + 1.</summary>
    public required int Length { get; init; }

    /// <summary>
    /// What logits are divided by, above 0: below 1 sharpens the network's distribution, above 1 flattens it. Default: 1,
    /// the network's own.
    /// </summary>
    public double Temperature { get; init; } = 1;

    /// <summary>The root seed. Default: the <c>MLContext</c>'s seed, or 0 if it has none.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The name of the random stream below the seed. Default: <c>continuations</c>.</summary>
    public string Stream { get; init; } = "continuations";

    /// <summary>The column of token ids to continue, a vector of Int32. Default: <c>Tokens</c>.</summary>
    public string TokensColumnName { get; init; } = ColumnNames.Tokens;

    /// <summary>The column to add. Default: <c>Continuation</c>.</summary>
    public string OutputColumnName { get; init; } = ColumnNames.Continuation;

    /// <summary>
    /// Whether a BOS is put before each row. Default: true, as for documents; false for in-context prompts, which begin as
    /// they are. Without it a row has at least 1 token.
    /// </summary>
    public bool PrependBos { get; init; } = true;

    /// <summary>The BOS, where one is prepended. Default: the model's.</summary>
    public int? BosToken { get; init; }

    /// <summary>Tokens that are never drawn; not all. Default: the network's last two, padding and BOS.</summary>
    public IReadOnlyList<int>? ExcludedTokens { get; init; }

    /// <summary>Rows in one forward pass, at least 1. Default: 128.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>The options with every default filled in for a model.</summary>
    internal ContinuationOptions For(NetworkConfiguration network, int bosToken, ulong seed) => this with
    {
        BosToken = BosToken ?? bosToken,
        ExcludedTokens = ExcludedTokens ?? [.. new[] { network.VocabularySize - 2, network.VocabularySize - 1 }.Where(t => t > 0)],
        Seed = seed,
    };

    internal void Validate(NetworkConfiguration network)
    {
        var vocabulary = network.VocabularySize;
        if (Length < 1 || Length > network.ContextLength)
        {
            throw new InputException($"Length is {Length}; 1 to the network's context of {network.ContextLength} is allowed");
        }
        if (!(Temperature > 0 && double.IsFinite(Temperature)))
        {
            throw new InputException($"Temperature is {Temperature}; a finite number above 0 is allowed");
        }
        if (string.IsNullOrEmpty(Stream))
        {
            throw new InputException("Stream is empty; it must name a random stream");
        }
        if (BosToken is { } bos && (bos < 0 || bos >= vocabulary))
        {
            throw new InputException($"BosToken is {bos}; the network's tokens are 0 to {vocabulary - 1}");
        }
        if (BatchSize < 1)
        {
            throw new InputException($"BatchSize is {BatchSize}; it must be at least 1");
        }
        if (string.IsNullOrEmpty(TokensColumnName) || string.IsNullOrEmpty(OutputColumnName))
        {
            throw new InputException("TokensColumnName and OutputColumnName must not be empty");
        }
        CheckExcluded(vocabulary);
    }

    private void CheckExcluded(int vocabulary)
    {
        var excluded = ExcludedTokens ?? [];
        foreach (var token in excluded)
        {
            if (token < 0 || token >= vocabulary)
            {
                throw new InputException($"ExcludedTokens has {token}; the network's tokens are 0 to {vocabulary - 1}");
            }
        }
        if (excluded.Distinct().Count() == vocabulary)
        {
            throw new InputException("ExcludedTokens has every token; at least one must be left");
        }
    }
}

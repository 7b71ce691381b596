using SuppressionLab.Columns;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Scoring;

/// <summary>How a <see cref="LanguageModelTransformer"/> reads and scores documents.</summary>
public sealed record LanguageModelScoringOptions
{
    /// <summary>The column of token ids without BOS, a vector of Int32. Default: <c>Tokens</c>.</summary>
    public string TokensColumnName { get; init; } = ColumnNames.Tokens;

    /// <summary>The column to add. Default: <c>TokenLogProbabilities</c>.</summary>
    public string OutputColumnName { get; init; } = ColumnNames.TokenLogProbabilities;

    /// <summary>The token put before each document. Default: the last of the network's vocabulary.</summary>
    public int? BosToken { get; init; }

    /// <summary>Rows in one forward pass, at least 1; does not change results beyond 1e-6. Default: 32.</summary>
    public int BatchSize { get; init; } = 32;

    internal void Validate(int vocabularySize)
    {
        if (BatchSize < 1)
        {
            throw new InputException($"BatchSize is {BatchSize}; it must be at least 1");
        }
        if (BosToken is { } bos && (bos < 0 || bos >= vocabularySize))
        {
            throw new InputException($"BosToken is {bos}; the network's tokens are 0 to {vocabularySize - 1}");
        }
        if (string.IsNullOrEmpty(TokensColumnName) || string.IsNullOrEmpty(OutputColumnName))
        {
            throw new InputException("TokensColumnName and OutputColumnName must not be empty");
        }
    }
}

namespace SuppressionLab.LanguageModels.Training;

/// <summary>Rows of tokens for one step or a part of one.</summary>
/// <param name="tokens">The rows one after another, rows · length values.</param>
/// <param name="length">Tokens a row, at least 2.</param>
/// <param name="ignoreToken">The token that is never a target (PAD), or −1 for none.</param>
/// <param name="rowIndices">Each row's index in its source, so that an objective can look up what belongs to it; null for none.</param>
public sealed class TrainingBatch(int[] tokens, int length, int ignoreToken, long[]? rowIndices = null)
{
    private TrainingBatch? _whole;

    /// <summary>The rows one after another, [rows · length].</summary>
    public int[] Tokens { get; } = tokens;

    /// <summary>Tokens a row.</summary>
    public int Length { get; } = length;

    /// <summary>The number of rows.</summary>
    public int Rows => Tokens.Length / Length;

    /// <summary>Rows that belong together and are never parted: 1 for documents, 2 for pairs. It divides <see cref="Rows"/>.</summary>
    public int RowsPerExample { get; init; } = 1;

    /// <summary>The number of examples.</summary>
    public int Examples => Rows / RowsPerExample;

    /// <summary>The token that is never a target, or −1.</summary>
    public int IgnoreToken { get; } = ignoreToken;

    /// <summary>Each row's index in its source, or null.</summary>
    public long[]? RowIndices { get; } = rowIndices;

    /// <summary>How many tokens of each row are given and not predicted, at least 1; null for 1 in every row.</summary>
    public int[]? ContextLengths { get; init; }

    /// <summary>The batch of the step that this one is a part of, for terms that are normalised over the step; or itself.</summary>
    public TrainingBatch Whole => _whole ?? this;

    /// <summary>Whether the token at a place of a row is predicted.</summary>
    public bool IsTarget(int row, int place) =>
        place >= (ContextLengths?[row] ?? 1) && Tokens[(row * Length) + place] != IgnoreToken;

    /// <summary>The number of targets of a row.</summary>
    public long TargetCount(int row)
    {
        var context = ContextLengths?[row] ?? 1;
        var targets = Tokens.AsSpan((row * Length) + context, Length - context);
        return targets.Length - (IgnoreToken < 0 ? 0 : targets.Count(IgnoreToken));
    }

    /// <summary>The number of targets: tokens behind a row's context that are not <see cref="IgnoreToken"/>.</summary>
    public long TargetCount()
    {
        long count = 0;
        for (var row = 0; row < Rows; row++)
        {
            count += TargetCount(row);
        }
        return count;
    }

    /// <summary>Some of the examples.</summary>
    public TrainingBatch Slice(int start, int count)
    {
        if (start == 0 && count == Examples)
        {
            return this;
        }
        var (first, last) = (start * RowsPerExample, (start + count) * RowsPerExample);
        return new TrainingBatch(Tokens[(first * Length)..(last * Length)], Length, IgnoreToken, RowIndices?[first..last])
        {
            RowsPerExample = RowsPerExample,
            ContextLengths = ContextLengths?[first..last],
            _whole = Whole,
        };
    }
}

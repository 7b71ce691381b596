namespace SuppressionLab.LanguageModels.Training;

/// <summary>Rows of tokens for one step or a part of one.</summary>
/// <param name="tokens">The rows one after another, rows · length values.</param>
/// <param name="length">Tokens a row, at least 2.</param>
/// <param name="ignoreToken">The token that is never a target (PAD), or −1 for none.</param>
/// <param name="rowIndices">Each row's index in its source, so that an objective can look up what belongs to it; null for none.</param>
public sealed class TrainingBatch(int[] tokens, int length, int ignoreToken, long[]? rowIndices = null)
{
    /// <summary>The rows one after another, [rows · length].</summary>
    public int[] Tokens { get; } = tokens;

    /// <summary>Tokens a row.</summary>
    public int Length { get; } = length;

    /// <summary>The number of rows.</summary>
    public int Rows => Tokens.Length / Length;

    /// <summary>The token that is never a target, or −1.</summary>
    public int IgnoreToken { get; } = ignoreToken;

    /// <summary>Each row's index in its source, or null.</summary>
    public long[]? RowIndices { get; } = rowIndices;

    /// <summary>The number of targets: tokens after a row's first that are not <see cref="IgnoreToken"/>.</summary>
    public long TargetCount()
    {
        long count = 0;
        for (var row = 0; row < Rows; row++)
        {
            var targets = Tokens.AsSpan((row * Length) + 1, Length - 1);
            count += targets.Length - (IgnoreToken < 0 ? 0 : targets.Count(IgnoreToken));
        }
        return count;
    }

    /// <summary>Some of the rows.</summary>
    public TrainingBatch Slice(int start, int count) =>
        start == 0 && count == Rows
            ? this
            : new TrainingBatch(
                Tokens[(start * Length)..((start + count) * Length)], Length, IgnoreToken,
                RowIndices?[start..(start + count)]);
}

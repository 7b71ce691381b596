using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.LanguageModels.Training;

/// <summary>Rows of tokens of one length in memory, the end of a short one filled with the ignored token.</summary>
public sealed class TokenBlocks
{
    private readonly int[] _tokens;

    /// <summary>Takes rows as they are.</summary>
    /// <param name="tokens">The rows one after another.</param>
    /// <param name="length">Tokens a row, at least 2.</param>
    /// <param name="ignoreToken">The token that fills short rows and is never a target, or −1.</param>
    /// <exception cref="InputException">The length is below 2 or does not divide the number of tokens.</exception>
    public TokenBlocks(int[] tokens, int length, int ignoreToken)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        RequireLength(length);
        if (tokens.Length % length != 0)
        {
            throw new InputException($"blocks: {tokens.Length} tokens are not a whole number of blocks of {length}");
        }
        _tokens = tokens;
        Length = length;
        IgnoreToken = ignoreToken;
    }

    /// <summary>Tokens a row.</summary>
    public int Length { get; }

    /// <summary>The number of rows.</summary>
    public int Count => _tokens.Length / Length;

    /// <summary>The token that fills short rows and is never a target, or −1.</summary>
    public int IgnoreToken { get; }

    /// <summary>How many tokens of each row are given and not predicted, at least 1; null for 1 in every row.</summary>
    public IReadOnlyList<int>? ContextLengths { get; private init; }

    /// <summary>One row, [Length].</summary>
    public ReadOnlySpan<int> this[int row] => _tokens.AsSpan(row * Length, Length);

    /// <summary>Fills every row from a sequence of the same length or shorter.</summary>
    /// <exception cref="InputException">A sequence is longer than a row.</exception>
    public static TokenBlocks FromRows(IEnumerable<int[]> rows, int length, int ignoreToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        RequireLength(length);
        var tokens = new List<int>();
        foreach (var row in rows)
        {
            if (row.Length > length)
            {
                throw new InputException($"blocks: a row has {row.Length} tokens; at most {length} are allowed");
            }
            AddFilled(tokens, row, length, ignoreToken);
        }
        return new TokenBlocks([.. tokens], length, ignoreToken);
    }

    /// <summary>Rows of a context and its continuation, filled up; only the continuation is predicted.</summary>
    /// <param name="rows">Context, of at least one token, and continuation, of at least one.</param>
    /// <param name="length">Tokens a row, at least 2.</param>
    /// <param name="ignoreToken">The token that fills up; never a target.</param>
    /// <exception cref="InputException">A row is longer than that, or one of its parts is empty.</exception>
    public static TokenBlocks FromContinuations(
        IEnumerable<(int[] Context, int[] Continuation)> rows, int length, int ignoreToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var contexts = new List<int>();
        var blocks = FromRows(
            rows.Select((row, i) =>
            {
                if (row.Context.Length == 0 || row.Continuation.Length == 0)
                {
                    throw new InputException($"blocks: row {i} has an empty context or continuation; 1 token or more is needed");
                }
                contexts.Add(row.Context.Length);
                return (int[])[.. row.Context, .. row.Continuation];
            }),
            length,
            ignoreToken);
        return new TokenBlocks(blocks._tokens, length, ignoreToken) { ContextLengths = contexts };
    }

    /// <summary>
    /// Puts a BOS before every document and cuts it into blocks; the last block of a document is filled up, no block
    /// holds two documents, and a rest of a single token, which has no target, is left out.
    /// </summary>
    /// <param name="documents">Documents without BOS.</param>
    /// <param name="length">Tokens a block, the BOS counted.</param>
    /// <param name="bosToken">The token before each document.</param>
    /// <param name="padToken">The token that fills up; never a target.</param>
    public static TokenBlocks FromDocuments(IEnumerable<int[]> documents, int length, int bosToken, int padToken)
    {
        ArgumentNullException.ThrowIfNull(documents);
        RequireLength(length);
        var tokens = new List<int>();
        foreach (var document in documents)
        {
            int[] whole = [bosToken, .. document];
            for (var start = 0; start + 1 < whole.Length; start += length)
            {
                AddFilled(tokens, whole.AsSpan(start, Math.Min(length, whole.Length - start)), length, padToken);
            }
        }
        return new TokenBlocks([.. tokens], length, padToken);
    }

    /// <summary>Rows by index, as a batch.</summary>
    public TrainingBatch Gather(ReadOnlySpan<long> rows)
    {
        var tokens = new int[rows.Length * Length];
        for (var i = 0; i < rows.Length; i++)
        {
            this[(int)rows[i]].CopyTo(tokens.AsSpan(i * Length));
        }
        return new TrainingBatch(tokens, Length, IgnoreToken, rows.ToArray())
        {
            ContextLengths = ContextLengths is { } contexts ? [.. rows.ToArray().Select(row => contexts[(int)row])] : null,
        };
    }

    private static void AddFilled(List<int> tokens, ReadOnlySpan<int> row, int length, int fill)
    {
        tokens.AddRange(row);
        for (var i = row.Length; i < length; i++)
        {
            tokens.Add(fill);
        }
    }

    private static void RequireLength(int length)
    {
        if (length < 2)
        {
            throw new InputException($"block length: {length}; 2 or more is allowed");
        }
    }
}

using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.LanguageModels.Training;

/// <summary>
/// Examples of two rows, one after the other: an answer chosen and one rejected, or a document to keep and one to
/// suppress. Rows of a batch alternate; <see cref="TrainingBatch.RowIndices"/> are indices within each side. Not
/// thread-safe.
/// </summary>
public sealed class PairedBlocks : IBatchSource
{
    private readonly EpochOrders _firstOrders;
    private readonly EpochOrders _secondOrders;

    private PairedBlocks(TokenBlocks first, TokenBlocks second, EpochOrders firstOrders, EpochOrders secondOrders)
    {
        if (first.Count == 0 || second.Count == 0)
        {
            throw new InputException(
                $"training data: {first.Count} and {second.Count} rows; at least 1 of each kind is needed");
        }
        if (first.Length != second.Length || first.IgnoreToken != second.IgnoreToken)
        {
            throw new ArgumentException("The two sides must have rows of one length and one ignored token.", nameof(second));
        }
        (First, Second) = (first, second);
        (_firstOrders, _secondOrders) = (firstOrders, secondOrders);
    }

    /// <summary>The first rows of the examples.</summary>
    public TokenBlocks First { get; }

    /// <summary>The second rows.</summary>
    public TokenBlocks Second { get; }

    /// <summary>Row i of one side belongs to row i of the other: preference pairs.</summary>
    /// <param name="chosen">The chosen answers behind their prompts.</param>
    /// <param name="rejected">The rejected answers, as many.</param>
    /// <param name="key">The stream of the orders.</param>
    /// <exception cref="InputException">There are no rows.</exception>
    public static PairedBlocks Together(TokenBlocks chosen, TokenBlocks rejected, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        ArgumentNullException.ThrowIfNull(rejected);
        ArgumentOutOfRangeException.ThrowIfNotEqual(chosen.Count, rejected.Count, nameof(rejected));
        var orders = new EpochOrders(Math.Max(1, chosen.Count), key);
        return new(chosen, rejected, orders, orders);
    }

    /// <summary>Each side in an order of its own; the shorter one starts again sooner.</summary>
    /// <param name="kept">Documents to keep.</param>
    /// <param name="suppressed">Documents to suppress.</param>
    /// <param name="key">The stream of the orders.</param>
    /// <exception cref="InputException">One side has no rows.</exception>
    public static PairedBlocks Apart(TokenBlocks kept, TokenBlocks suppressed, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(suppressed);
        return new(
            kept,
            suppressed,
            new EpochOrders(Math.Max(1, kept.Count), key.Derive("kept")),
            new EpochOrders(Math.Max(1, suppressed.Count), key.Derive("suppressed")));
    }

    /// <inheritdoc/>
    public TrainingBatch GetBatch(long step, int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        var places = Enumerable.Range(0, batchSize).Select(i => checked((step * batchSize) + i)).ToArray();
        var first = First.Gather([.. places.Select(place => (long)_firstOrders[place])]);
        var second = Second.Gather([.. places.Select(place => (long)_secondOrders[place])]);
        return Interleave(first, second);
    }

    private static TrainingBatch Interleave(TrainingBatch first, TrainingBatch second)
    {
        var (rows, length) = (first.Rows, first.Length);
        var tokens = new int[2 * rows * length];
        for (var row = 0; row < rows; row++)
        {
            first.Tokens.AsSpan(row * length, length).CopyTo(tokens.AsSpan(2 * row * length));
            second.Tokens.AsSpan(row * length, length).CopyTo(tokens.AsSpan(((2 * row) + 1) * length));
        }
        return new TrainingBatch(tokens, length, first.IgnoreToken, Alternate(first.RowIndices!, second.RowIndices!))
        {
            RowsPerExample = 2,
            ContextLengths = Alternate(Contexts(first), Contexts(second)),
        };
    }

    private static int[] Contexts(TrainingBatch batch) => batch.ContextLengths ?? [.. Enumerable.Repeat(1, batch.Rows)];

    private static T[] Alternate<T>(T[] first, T[] second) => [.. first.Zip(second, (a, b) => (T[])[a, b]).SelectMany(p => p)];
}

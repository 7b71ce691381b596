using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.LanguageModels.Training;

/// <summary>
/// Blocks in a fresh random order each epoch; a batch may span two epochs, so that none is dropped or seen twice. Not
/// thread-safe.
/// </summary>
public sealed class ShuffledBlocks : IBatchSource
{
    private readonly TokenBlocks _blocks;
    private readonly EpochOrders _orders;

    /// <summary>Creates the source.</summary>
    /// <param name="blocks">The rows, at least one.</param>
    /// <param name="key">The stream of the orders.</param>
    /// <exception cref="InputException">There are no rows.</exception>
    public ShuffledBlocks(TokenBlocks blocks, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        if (blocks.Count == 0)
        {
            throw new InputException("training data: no blocks; at least 1 is needed");
        }
        _blocks = blocks;
        _orders = new EpochOrders(blocks.Count, key);
    }

    /// <inheritdoc/>
    public TrainingBatch GetBatch(long step, int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        var rows = new long[batchSize];
        for (var i = 0; i < batchSize; i++)
        {
            rows[i] = _orders[checked((step * batchSize) + i)];
        }
        return _blocks.Gather(rows);
    }
}

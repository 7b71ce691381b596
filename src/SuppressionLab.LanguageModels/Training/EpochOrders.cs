using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.LanguageModels.Training;

/// <summary>
/// Rows in a fresh random order each epoch: place n of the run is row π(n mod count) of the permutation of epoch
/// n / count. A pure function of the key and n; not thread-safe.
/// </summary>
internal sealed class EpochOrders(int count, RandomKey key)
{
    private long _epoch = -1;
    private int[] _order = [];

    /// <summary>The row at a place of the run.</summary>
    public int this[long place]
    {
        get
        {
            var epoch = place / count;
            if (epoch != _epoch)
            {
                _order = key.Derive(epoch).Open().Permutation(count);
                _epoch = epoch;
            }
            return _order[place % count];
        }
    }
}

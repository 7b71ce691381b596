using System.Numerics;
using System.Runtime.CompilerServices;

namespace SuppressionLab.Primitives.Randomness;

/// <summary>
/// A pseudo-random stream: xoshiro256** (Blackman and Vigna 2021), seeded from a <see cref="RandomKey"/> through
/// SplitMix64. The same key gives the same values on every machine and version of .NET. Not thread-safe: one stream a
/// thread, one key an item.
/// </summary>
public sealed class RandomStream
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Opens the stream of a key at its beginning.</summary>
    public RandomStream(RandomKey key)
    {
        unchecked
        {
            const ulong gamma = 0x9E3779B97F4A7C15UL;
            _s0 = RandomKey.Mix(key.High + gamma);
            _s1 = RandomKey.Mix(key.Low + (2 * gamma));
            _s2 = RandomKey.Mix(key.High + (3 * gamma)) ^ key.Low;
            _s3 = RandomKey.Mix(key.Low + (4 * gamma)) | 1;
        }
    }

    /// <summary>64 uniform bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextUInt64()
    {
        unchecked
        {
            var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
            var t = _s1 << 17;
            _s2 ^= _s0;
            _s3 ^= _s1;
            _s1 ^= _s2;
            _s0 ^= _s3;
            _s2 ^= t;
            _s3 = BitOperations.RotateLeft(_s3, 45);
            return result;
        }
    }

    /// <summary>A uniform double in [0, 1) with 53 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform integer in [0, <paramref name="count"/>), without bias (Lemire 2019).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    public int NextInt32(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var range = (ulong)count;
        var high = Math.BigMul(NextUInt64(), range, out var low);
        if (low < range)
        {
            var threshold = unchecked(0UL - range) % range;
            while (low < threshold)
            {
                high = Math.BigMul(NextUInt64(), range, out low);
            }
        }
        return (int)high;
    }

    /// <summary>A standard normal deviate (Box and Muller 1958; two uniforms a call).</summary>
    public double NextGaussian()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>An index drawn in proportion to non-negative weights, of which at least one is positive.</summary>
    public int NextIndex(ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        foreach (var weight in weights)
        {
            total += weight;
        }
        var target = NextDouble() * total;
        var last = -1;
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] <= 0)
            {
                continue;
            }
            last = i;
            target -= weights[i];
            if (target < 0)
            {
                return i;
            }
        }
        return last >= 0 ? last : throw new ArgumentException("No weight is positive.", nameof(weights));
    }

    /// <summary>Shuffles in place (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt32(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>A uniform random permutation of 0 … count − 1.</summary>
    public int[] Permutation(int count)
    {
        var items = Enumerable.Range(0, count).ToArray();
        Shuffle<int>(items);
        return items;
    }
}

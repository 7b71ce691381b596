using System.Numerics;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Primitives.Tests.Randomness;

[TestClass]
public sealed class RandomStreamTests
{
    [TestMethod]
    public void Uniform_doubles_pass_a_chi_square_test()
    {
        const int cells = 256;
        const int count = 512_000;
        var stream = RandomKey.FromSeed(11).Open();
        var counts = new long[cells];
        for (var i = 0; i < count; i++)
        {
            counts[(int)(stream.NextDouble() * cells)]++;
        }
        // 255 degrees of freedom: mean 255, deviation √510; 4.5 deviations either way.
        Assert.AreEqual(cells - 1, ChiSquare(counts, (double)count / cells), 4.5 * Math.Sqrt(2.0 * (cells - 1)));
    }

    [TestMethod]
    public void Each_bit_is_one_half_of_the_time()
    {
        const int count = 100_000;
        var stream = RandomKey.FromSeed(12).Open();
        var ones = new int[64];
        for (var i = 0; i < count; i++)
        {
            var bits = stream.NextUInt64();
            for (var bit = 0; bit < 64; bit++)
            {
                ones[bit] += (int)((bits >> bit) & 1);
            }
        }
        for (var bit = 0; bit < 64; bit++)
        {
            Assert.AreEqual(count / 2.0, ones[bit], 5 * Math.Sqrt(count) / 2, $"bit {bit}");
        }
    }

    [TestMethod]
    [DataRow(3)]
    [DataRow(10)]
    [DataRow(97)]
    public void Integers_below_a_count_are_uniform(int range)
    {
        const int count = 300_000;
        var stream = RandomKey.FromSeed(13).Derive(range).Open();
        var counts = new long[range];
        for (var i = 0; i < count; i++)
        {
            counts[stream.NextInt32(range)]++;
        }
        Assert.AreEqual(range - 1, ChiSquare(counts, (double)count / range), 5 * Math.Sqrt(2.0 * range));
    }

    [TestMethod]
    public void Integers_below_a_count_are_the_multiply_shift_of_the_bits()
    {
        var (stream, twin) = (RandomKey.FromSeed(14).Open(), RandomKey.FromSeed(14).Open());
        for (var i = 0; i < 1000; i++)
        {
            var expected = (int)((BigInteger)twin.NextUInt64() * 1_000_003 >> 64);
            Assert.AreEqual(expected, stream.NextInt32(1_000_003));
        }
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => stream.NextInt32(0));
    }

    [TestMethod]
    public void Gaussians_have_the_moments_of_the_standard_normal()
    {
        const int count = 400_000;
        var stream = RandomKey.FromSeed(15).Open();
        var values = Enumerable.Range(0, count).Select(_ => stream.NextGaussian()).ToArray();
        Assert.AreEqual(0, values.Average(), 4.5 / Math.Sqrt(count));
        Assert.AreEqual(1, values.Average(v => v * v), 4.5 * Math.Sqrt(2.0 / count));
        Assert.AreEqual(3, values.Average(v => v * v * v * v), 4.5 * Math.Sqrt(96.0 / count));
        Assert.AreEqual(0.6826895, values.Count(v => Math.Abs(v) < 1) / (double)count, 4.5 * Math.Sqrt(0.217 / count));
    }

    [TestMethod]
    public void Weighted_indices_follow_their_weights_and_never_hit_zero_weights()
    {
        const int count = 100_000;
        double[] weights = [0, 3, 0, 1, 6, 0];
        var stream = RandomKey.FromSeed(16).Open();
        var counts = new long[weights.Length];
        for (var i = 0; i < count; i++)
        {
            counts[stream.NextIndex(weights)]++;
        }
        for (var i = 0; i < weights.Length; i++)
        {
            var share = weights[i] / 10;
            Assert.AreEqual(share, counts[i] / (double)count, 4.5 * Math.Sqrt(share * (1 - share) / count));
        }
        Assert.ThrowsExactly<ArgumentException>(() => stream.NextIndex([0, 0]));
    }

    [TestMethod]
    public void Permutations_of_four_are_all_as_likely()
    {
        const int count = 120_000;
        var stream = RandomKey.FromSeed(17).Open();
        var counts = new Dictionary<string, long>();
        for (var i = 0; i < count; i++)
        {
            var key = string.Concat(stream.Permutation(4));
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }
        Assert.HasCount(24, counts);
        Assert.AreEqual(23, ChiSquare([.. counts.Values], count / 24.0), 5 * Math.Sqrt(46));
    }

    private static double ChiSquare(long[] counts, double expected) =>
        counts.Sum(count => (count - expected) * (count - expected) / expected);
}

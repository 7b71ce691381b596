using System.Security.Cryptography;
using System.Text;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Primitives.Tests.Randomness;

[TestClass]
public sealed class RandomKeyTests
{
    [TestMethod]
    public void A_named_key_is_the_hash_of_its_parent_and_name()
    {
        var parent = RandomKey.FromSeed(42);
        byte[] bytes = [.. BitConverter.GetBytes(parent.High), .. BitConverter.GetBytes(parent.Low), .. Encoding.UTF8.GetBytes("prompts ρ")];
        var hash = SHA256.HashData(bytes);
        Assert.AreEqual(
            new RandomKey(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8)), parent.Derive("prompts ρ"));
    }

    [TestMethod]
    public void The_first_values_of_known_keys_never_change()
    {
        var root = RandomKey.FromSeed(1);
        // Computed by a second implementation in Python, from the papers' formulas.
        Assert.AreEqual(0xb3f2af6d0fc710c5UL, root.Open().NextUInt64());
        Assert.AreEqual(0xe95543f134c50e46UL, root.Derive("documents").Open().NextUInt64());
        Assert.AreEqual(0x75921800695ff56cUL, root.Derive("documents").Derive(7).Open().NextUInt64());
    }

    [TestMethod]
    public void Derived_keys_are_distinct_and_do_not_depend_on_order()
    {
        var root = RandomKey.FromSeed(3).Derive("documents");
        var forwards = Enumerable.Range(-5_000, 10_000).Select(i => root.Derive(i)).ToList();
        var backwards = Enumerable.Range(-5_000, 10_000).Reverse().Select(i => root.Derive(i)).Reverse().ToList();
        CollectionAssert.AreEqual(forwards, backwards);
        Assert.AreEqual(10_000, forwards.Distinct().Count());
        Assert.AreEqual(10_000, forwards.Select(key => key.Open().NextUInt64()).Distinct().Count());
    }

    [TestMethod]
    public void First_values_of_consecutive_items_are_uniform_and_uncorrelated()
    {
        const int count = 100_000;
        var root = RandomKey.FromSeed(5).Derive("prompts");
        var values = Enumerable.Range(0, count).Select(i => root.Derive(i).Open().NextDouble() - 0.5).ToArray();
        // Mean and lag correlations of uniforms: standard deviations 1/√(12 n) and 1/√n.
        Assert.AreEqual(0, values.Average(), 4.5 / Math.Sqrt(12.0 * count));
        foreach (var lag in new[] { 1, 2, 16, 1024 })
        {
            var correlation = Enumerable.Range(0, count - lag).Sum(i => values[i] * values[i + lag]) / ((count - lag) / 12.0);
            Assert.AreEqual(0, correlation, 4.5 / Math.Sqrt(count - lag), $"lag {lag}");
        }
    }

    [TestMethod]
    public void Streams_of_two_names_are_uncorrelated()
    {
        const int count = 200_000;
        var (one, other) = (RandomKey.FromSeed(9).Derive("a").Open(), RandomKey.FromSeed(9).Derive("b").Open());
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            sum += (one.NextDouble() - 0.5) * (other.NextDouble() - 0.5);
        }
        Assert.AreEqual(0, sum * 12 / count, 4.5 / Math.Sqrt(count));
    }
}

using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Sampling;
using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.LanguageModels.Tests.Networks;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Tests.Sampling;

[TestClass]
public sealed class NetworkSamplerTests
{
    private const int Bos = 10;
    private static readonly RandomKey Key = RandomKey.FromSeed(1).Derive("samples");

    [TestMethod]
    public void First_and_second_tokens_follow_the_softmax_of_the_network()
    {
        using var network = SmallNetworks.CreateRough();
        const int count = 20_000;
        var pairs = new NetworkSampler(network, 1_000).Sample(Bos, 2, count, Key).Select(s => s.Tokens).ToList();
        AssertFollows(Probabilities(network, [Bos]), [.. pairs.Select(pair => pair[0])]);
        var common = pairs.GroupBy(pair => pair[0]).MaxBy(group => group.Count())!;
        AssertFollows(Probabilities(network, [Bos, common.Key]), [.. common.Select(pair => pair[1])]);
    }

    [TestMethod]
    public void Excluded_tokens_are_never_drawn_and_their_probability_is_known()
    {
        using var network = SmallNetworks.CreateRough();
        var samples = new NetworkSampler(network, 1_000).Sample(Bos, 1, 20_000, Key, [9, 10]);
        var all = Probabilities(network, [Bos]);
        var excluded = all[9] + all[10];
        Assert.IsGreaterThan(1e-3, excluded);
        foreach (var sample in samples)
        {
            Assert.AreEqual(excluded, sample.ExcludedProbability, 1e-6);
        }
        var kept = all.Select((p, token) => token < 9 ? p / (1 - excluded) : 0).ToArray();
        AssertFollows(kept, [.. samples.Select(sample => sample.Tokens[0])]);

        // Along a sequence: 1 − Π (1 − q_t), each q_t from a forward pass of its own.
        var walk = new NetworkSampler(network).Sample(Bos, 5, 1, Key, [9, 10])[0];
        var free = 1.0;
        for (var t = 0; t < 5; t++)
        {
            var at = Probabilities(network, [Bos, .. walk.Tokens[..t]]);
            free *= 1 - at[9] - at[10];
        }
        Assert.AreEqual(1 - free, walk.ExcludedProbability, 1e-5);
    }

    [TestMethod]
    public void Sequences_do_not_depend_on_batches_counts_or_torchs_seed()
    {
        using var network = SmallNetworks.CreateRough();
        var expected = new NetworkSampler(network, 32).Sample(Bos, 16, 40, Key);
        torch.manual_seed(7);
        var before = torch.rand(3).data<float>().ToArray();
        torch.manual_seed(7);
        var actual = new NetworkSampler(network, 7).Sample(Bos, 16, 23, Key);
        CollectionAssert.AreEqual(before, torch.rand(3).data<float>().ToArray());
        for (var i = 0; i < actual.Length; i++)
        {
            CollectionAssert.AreEqual(expected[i].Tokens, actual[i].Tokens);
        }
        Assert.AreNotEqual(string.Join(",", expected[0].Tokens), string.Join(",", expected[1].Tokens));
    }

    [TestMethod]
    public void What_cannot_be_sampled_is_refused_in_a_line()
    {
        using var network = SmallNetworks.CreateRough();
        var sampler = new NetworkSampler(network);
        Assert.ThrowsExactly<InputException>(() => sampler.Sample(11, 4, 1, Key));
        Assert.ThrowsExactly<InputException>(() => sampler.Sample(Bos, 17, 1, Key));
        Assert.ThrowsExactly<InputException>(() => sampler.Sample(Bos, 0, 1, Key));
        Assert.ThrowsExactly<InputException>(() => sampler.Sample(Bos, 4, 0, Key));
        Assert.ThrowsExactly<InputException>(() => sampler.Sample(Bos, 4, 1, Key, [.. Enumerable.Range(0, 11)]));
        Assert.ThrowsExactly<InputException>(() => new NetworkSampler(network, 0));
    }

    private static double[] Probabilities(LanguageModelNetwork network, int[] row) =>
    [
        .. new NetworkScorer(network).LabelProbabilities(
            [row], [[.. Enumerable.Repeat(row.Length - 1, 11)]], [[.. Enumerable.Range(0, 11)]]).Probabilities[0].Select(p => (double)p),
    ];

    /// <summary>Pearson's χ² of 10 degrees at most: below 35.6 with probability .9999.</summary>
    private static void AssertFollows(double[] probabilities, int[] drawn)
    {
        var statistic = 0.0;
        for (var token = 0; token < probabilities.Length; token++)
        {
            var expected = probabilities[token] * drawn.Length;
            var seen = drawn.Count(d => d == token);
            if (expected == 0)
            {
                Assert.AreEqual(0, seen);
                continue;
            }
            Assert.IsGreaterThan(3, expected, "too rare for the test");
            statistic += (seen - expected) * (seen - expected) / expected;
        }
        Assert.IsLessThan(35.6, statistic);
    }
}

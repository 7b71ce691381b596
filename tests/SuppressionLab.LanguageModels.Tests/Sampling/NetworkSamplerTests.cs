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
    [DynamicData(nameof(SmallNetworks.Names), typeof(SmallNetworks))]
    public void First_and_second_tokens_follow_the_softmax_of_the_network(string architecture)
    {
        using var network = SmallNetworks.CreateRough(1, SmallNetworks.Of(architecture));
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
    public void At_a_low_temperature_the_likeliest_allowed_token_is_drawn_beside_a_likelier_excluded_one()
    {
        using var network = SmallNetworks.CreateRough();
        var ranked = Probabilities(network, [Bos]).Select((p, token) => (p, token)).OrderByDescending(x => x.p).ToArray();
        Assert.IsGreaterThan(1e-3, Math.Log(ranked[1].p / ranked[2].p));
        Assert.AreNotEqual(Enumerable.Range(0, 11).Last(token => token != ranked[0].token), ranked[1].token);
        var keys = Enumerable.Range(0, 20).Select(i => Key.Derive(i)).ToArray();
        var sequences = new NetworkSampler(network).Continue(
            [.. keys.Select(_ => (int[])[Bos])], keys, 1, temperature: 1e-5, excluded: [ranked[0].token]);
        foreach (var sequence in sequences)
        {
            Assert.AreEqual(ranked[1].token, sequence.Tokens[0]);
            Assert.AreEqual(1, sequence.ExcludedProbability);
        }
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
    public void Continuations_of_prompts_of_several_lengths_follow_the_softmax_at_the_temperature()
    {
        using var network = SmallNetworks.CreateRough();
        int[][] prompts = [[1], [Bos, 4, 7, 2, 2], [3, 3]];
        const int count = 12_000;
        var rows = Enumerable.Range(0, count).Select(i => prompts[i % 3]).ToArray();
        var keys = Enumerable.Range(0, count).Select(i => Key.Derive(i)).ToArray();
        foreach (var temperature in new[] { 1, 1.7 })
        {
            var sequences = new NetworkSampler(network, 1_000).Continue(rows, keys, 1, temperature);
            for (var p = 0; p < 3; p++)
            {
                var powers = Probabilities(network, prompts[p]).Select(x => Math.Pow(x, 1 / temperature)).ToArray();
                AssertFollows(
                    [.. powers.Select(x => x / powers.Sum())], [.. sequences.Where((_, i) => i % 3 == p).Select(s => s.Tokens[0])]);
            }
        }
    }

    [TestMethod]
    public void A_continuation_depends_on_its_prompt_and_stream_alone()
    {
        using var network = SmallNetworks.CreateRough();
        int[][] prompts = [[1], [Bos, 4, 7, 2, 2], [3, 3], [Bos, 9]];
        RandomKey[] keys = [.. Enumerable.Range(0, 4).Select(i => Key.Derive(i))];
        var together = new NetworkSampler(network, 4).Continue(prompts, keys, 12, 0.8);
        for (var i = 0; i < 4; i++)
        {
            var alone = new NetworkSampler(network).Continue([prompts[i]], [keys[i]], 12, 0.8)[0];
            CollectionAssert.AreEqual(alone.Tokens, together[i].Tokens);
            Assert.HasCount(12, alone.Tokens);
        }
        // From a BOS it is what Sample draws.
        CollectionAssert.AreEqual(
            new NetworkSampler(network).Sample(Bos, 12, 3, Key)[2].Tokens,
            new NetworkSampler(network).Continue([[Bos]], [Key.Derive(2)], 12)[0].Tokens);
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
        foreach (var (prompt, length, temperature, reason) in new (int[], int, double, string)[]
        {
            ([], 1, 1, "prompt 1: 0 tokens"),
            ([.. new int[17]], 1, 1, "prompt 1: 17 tokens"),
            ([.. new int[16]], 2, 1, "after the 16 of prompt 1; the network's context allows 1 to 1"),
            ([1], 1, 0, "temperature: 0"),
            ([1], 1, double.NaN, "temperature: NaN"),
        })
        {
            StringAssert.Contains(
                Assert.ThrowsExactly<InputException>(() => sampler.Continue([[1], prompt], [Key, Key], length, temperature)).Message,
                reason);
        }
        StringAssert.Contains(
            Assert.ThrowsExactly<InputException>(() => sampler.Continue([[1]], [], 1)).Message, "keys: 0 for 1 prompts");
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

using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.Generators.Tests.Support;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Tests.Documents;

[TestClass]
public sealed class PreferencePairTests
{
    private static readonly HmmMixture Mixture = TestMixtures.Ginc();
    private static readonly RandomKey Key = RandomKey.FromSeed(5);

    [TestMethod]
    public void Chosen_is_of_the_favoured_component_and_rejected_of_the_others()
    {
        var sampler = new PreferencePairSampler(Mixture, [1, 0, 0, 0, 0], [0, 0.25, 0.25, 0.25, 0.25], 200, Key);
        var learner = new DocumentLearner(Mixture, 0);
        var seen = new HashSet<int>();
        for (var i = 0; i < 60; i++)
        {
            var pair = sampler.Sample(i);
            CollectionAssert.AreEqual(new[] { Mixture.BosToken }, pair.Prompt);
            Assert.AreEqual(0, MostLikely(learner.LogLikelihoods(pair.Chosen)));
            seen.Add(MostLikely(learner.LogLikelihoods(pair.Rejected)));
        }
        CollectionAssert.AreEquivalent(new[] { 1, 2, 3, 4 }, seen.ToArray());
    }

    [TestMethod]
    public void Prompt_symbols_continue_in_the_rejected_answer()
    {
        var sampler = new PreferencePairSampler(Mixture, [1, 0, 0, 0, 0], [0, 1, 0, 0, 0], 100, Key, promptSymbols: 20);
        var pair = sampler.Sample(3);
        Assert.AreEqual((21, 100, 100), (pair.Prompt.Length, pair.Chosen.Length, pair.Rejected.Length));
        var whole = new DocumentLearner(Mixture, 0).LogLikelihoods([.. pair.Prompt[1..], .. pair.Rejected]);
        Assert.AreEqual(1, MostLikely(whole));
    }

    [TestMethod]
    [DataRow("pairs.jsonl")]
    [DataRow("pairs.parquet")]
    public void Pairs_round_trip(string name)
    {
        using var folder = new TemporaryFolder();
        var sampler = new PreferencePairSampler(Mixture, [1, 0, 0, 0, 0], [0, 1, 0, 0, 0], 10, Key, promptSymbols: 2);
        PreferencePair[] pairs = [.. Enumerable.Range(0, 7).Select(i => sampler.Sample(i))];
        PreferencePairFile.Write(folder.File(name), pairs);
        var read = PreferencePairFile.Read(folder.File(name), Mixture);
        Assert.HasCount(7, read);
        for (var i = 0; i < 7; i++)
        {
            CollectionAssert.AreEqual(pairs[i].Prompt, read[i].Prompt);
            CollectionAssert.AreEqual(pairs[i].Chosen, read[i].Chosen);
            CollectionAssert.AreEqual(pairs[i].Rejected, read[i].Rejected);
        }
    }

    [TestMethod]
    public void Weights_of_the_wrong_length_are_refused()
    {
        var error = Assert.ThrowsExactly<InputException>(
            () => new PreferencePairSampler(Mixture, [1, 0], [0, 1, 0, 0, 0], 10, Key));
        Assert.AreEqual("favouredWeights: 2 weights; 5 components need as many", error.Message);
    }

    private static int MostLikely(double[] values) => Array.IndexOf(values, values.Max());
}

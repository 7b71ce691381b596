using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.Generators.Prompts;
using SuppressionLab.Generators.Tests.Support;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Tests.Oracle;

[TestClass]
public sealed class DocumentLearnerTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(7);

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.01)]
    [DataRow(0.3)]
    public void Log_likelihoods_agree_with_brute_force_over_state_paths(double smoothing)
    {
        foreach (var mixture in new[] { TestMixtures.Tiny(), TestMixtures.Tiny(2), TestMixtures.General() })
        {
            var learner = new DocumentLearner(mixture, smoothing);
            foreach (var symbols in ShortSequences(mixture, 6))
            {
                var actual = learner.LogLikelihoods(symbols);
                for (var m = 0; m < actual.Length; m++)
                {
                    var expected = Math.Log(BruteForce.Document(mixture.Components[m], symbols, smoothing));
                    AssertClose(expected, actual[m]);
                }
            }
        }
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.05)]
    public void Posterior_and_predictive_agree_with_brute_force_over_state_paths(double smoothing)
    {
        foreach (var mixture in new[] { TestMixtures.Tiny(), TestMixtures.General() })
        {
            var learner = new DocumentLearner(mixture, smoothing);
            foreach (var symbols in ShortSequences(mixture, 4))
            {
                CheckTrace(mixture, symbols, learner.Trace(symbols), (m, s) =>
                    BruteForce.Document(mixture.Components[m], s, smoothing));
            }
        }
    }

    [TestMethod]
    public void Symbol_log_probabilities_are_logs_of_the_predictive_and_sum_to_the_mixture_likelihood()
    {
        var mixture = TestMixtures.Ginc();
        var learner = new DocumentLearner(mixture);
        var symbols = new DocumentSampler(mixture, 800, Key).Sample(0).Tokens;
        var trace = learner.Trace(symbols);
        var result = new double[symbols.Length];
        learner.SymbolLogProbabilities(symbols, result);
        for (var t = 0; t < symbols.Length; t++)
        {
            Assert.AreEqual(Math.Log(trace.Predictive[t, symbols[t]]), result[t], 1e-9);
        }
        var largest = trace.LogLikelihoods.Max();
        var total = largest + Math.Log(trace.LogLikelihoods.Select((l, m) => mixture.Prior[m] * Math.Exp(l - largest)).Sum());
        Assert.AreEqual(total, result.Sum(), 1e-8);
    }

    [TestMethod]
    public void Long_documents_agree_with_a_pass_in_log_space()
    {
        var mixture = TestMixtures.Ginc(3);
        var symbols = new DocumentSampler(mixture, 3_000, Key).Sample(1).Tokens;
        foreach (var smoothing in new[] { 0, 0.01 })
        {
            var actual = new DocumentLearner(mixture, smoothing).LogLikelihoods(symbols);
            for (var m = 0; m < actual.Length; m++)
            {
                AssertClose(LogSpaceForward(mixture.Components[m], symbols, smoothing), actual[m], 1e-9);
            }
        }
    }

    [TestMethod]
    public void Factored_and_written_out_mixtures_give_the_same_numbers()
    {
        var factored = TestMixtures.Ginc(5);
        var dense = TestMixtures.Dense(factored);
        var symbols = new DocumentSampler(factored, 300, Key).Sample(2).Tokens;
        var left = new DocumentLearner(factored).Trace(symbols);
        var right = new DocumentLearner(dense).Trace(symbols);
        CollectionAssert.AreEqual(left.LogLikelihoods, right.LogLikelihoods);
        CollectionAssert.AreEqual(left.Predictive, right.Predictive);
    }

    [TestMethod]
    public void Every_published_validation_document_identifies_its_component()
    {
        var mixture = MixtureFile.Read(SharedData.Path("ginc/published.mixture.json"));
        var documents = DocumentFile.Read(SharedData.Path("ginc/val.json"), mixture);
        Assert.HasCount(100, documents);
        var exact = new DocumentLearner(mixture, 0);
        foreach (var document in documents)
        {
            Assert.HasCount(1024, document.Tokens);
            var likelihoods = exact.LogLikelihoods(document.Tokens);
            Assert.AreEqual(document.Component, Array.IndexOf(likelihoods, likelihoods.Max()));
            Assert.IsTrue(double.IsFinite(likelihoods.Max()));
            var posterior = exact.Trace(document.Tokens).Posterior;
            Assert.AreEqual(1, posterior[1024, document.Component!.Value], 1e-12);
        }
    }

    [TestMethod]
    public void The_posterior_is_bayes_rule_over_sums_over_all_paths()
    {
        var mixture = TestMixtures.General();
        var learner = new DocumentLearner(mixture, 0.1);
        foreach (int[] symbols in new[] { new[] { 0 }, [1, 4, 2], [0, 2, 2, 1, 3] })
        {
            var joint = mixture.Components
                .Select((c, i) => mixture.Prior[i] * BruteForce.Document(c, symbols, 0.1)).ToArray();
            var (likelihoods, posterior, best) = learner.Infer(symbols);
            for (var i = 0; i < joint.Length; i++)
            {
                Assert.AreEqual(joint[i] / joint.Sum(), posterior[i], 1e-12);
                Assert.AreEqual(Math.Log(joint[i] / mixture.Prior[i]), likelihoods[i], 1e-10);
            }
            Assert.AreEqual(Array.IndexOf(joint, joint.Max()), best);
        }
    }

    [TestMethod]
    public void A_document_that_no_component_of_positive_prior_can_produce_has_no_posterior()
    {
        var component = new GeneralComponent([1], new double[,] { { 1 } }, new double[,] { { 1, 0 } });
        var other = new GeneralComponent([1], new double[,] { { 1 } }, new double[,] { { 0, 1 } });
        var learner = new DocumentLearner(new HmmMixture(2, [component, other], [1, 0]), 0);
        var (likelihoods, posterior, best) = learner.Infer([1, 1]);
        Assert.AreEqual(double.NegativeInfinity, likelihoods[0]);
        Assert.AreEqual(0, likelihoods[1], 1e-12);
        CollectionAssert.AreEqual(new[] { double.NaN, double.NaN }, posterior);
        Assert.AreEqual(-1, best);
        CollectionAssert.AreEqual(new[] { 1.0, 0 }, learner.Infer([0]).Posterior);
    }

    [TestMethod]
    public void Component_of_prior_zero_has_a_likelihood_and_no_posterior()
    {
        var mixture = TestMixtures.Tiny().WithPrior([0, 0.5, 0.5]);
        var learner = new DocumentLearner(mixture);
        var symbols = DocumentSampler.ForComponents(mixture, 40, Key, [1, 0, 0]).Sample(0).Tokens;
        var trace = learner.Trace(symbols);
        Assert.IsTrue(double.IsFinite(trace.LogLikelihoods[0]));
        for (var t = 0; t <= symbols.Length; t++)
        {
            Assert.AreEqual(0, trace.Posterior[t, 0]);
            Assert.AreEqual(1, TestMixtures.Row(trace.Predictive, t).Sum(), 1e-12);
        }
    }

    [TestMethod]
    public void Impossible_sequence_keeps_the_last_posterior_and_predicts_nothing()
    {
        var stay = new GeneralComponent([1, 0], new double[,] { { 1, 0 }, { 0, 1 } }, new double[,] { { 1, 0, 0 }, { 0, 1, 0 } });
        var move = new GeneralComponent([1, 0], new double[,] { { 0.5, 0.5 }, { 0, 1 } }, new double[,] { { 1, 0, 0 }, { 0, 1, 0 } });
        var learner = new DocumentLearner(new HmmMixture(3, [stay, move], [0.5, 0.5]), 0);
        int[] symbols = [0, 0, 2, 0];
        var trace = learner.Trace(symbols);
        CollectionAssert.AreEqual(new[] { double.NegativeInfinity, double.NegativeInfinity }, trace.LogLikelihoods);
        // After 0 0 the first has likelihood 1 and the second one half.
        foreach (var t in new[] { 2, 3, 4 })
        {
            Assert.AreEqual(2.0 / 3, trace.Posterior[t, 0], 1e-15);
            Assert.AreEqual(1.0 / 3, trace.Posterior[t, 1], 1e-15);
        }
        Assert.IsTrue(TestMixtures.Row(trace.Predictive, 3).All(double.IsNaN));
        var logs = new double[4];
        learner.SymbolLogProbabilities(symbols, logs);
        Assert.AreEqual(Math.Log(0.75), logs[1], 1e-14);
        Assert.AreEqual(double.NegativeInfinity, logs[2]);
        Assert.IsTrue(double.IsNaN(logs[3]));
    }

    [TestMethod]
    public void Rare_moves_do_not_underflow()
    {
        const double rare = 1e-250;
        var component = new GeneralComponent(
            [1, 0], new double[,] { { 1 - rare, rare }, { rare, 1 - rare } }, new double[,] { { 1, 0 }, { 0, 1 } });
        var learner = new DocumentLearner(new HmmMixture(2, [component], [1]), 0);
        int[] symbols = [.. Enumerable.Range(0, 40).Select(t => t % 2)];
        Assert.AreEqual(39 * Math.Log(rare), learner.LogLikelihoods(symbols)[0], 1e-9);
        Assert.AreEqual(39 * Math.Log(rare), learner.Trace(symbols).LogLikelihoods[0], 1e-9);
    }

    [TestMethod]
    public void Label_probabilities_are_entries_of_the_predictive()
    {
        var mixture = TestMixtures.Ginc();
        var learner = new DocumentLearner(mixture);
        var prompt = new PromptSampler(mixture, 3, 200, Key).Sample(0);
        var trace = learner.Trace(prompt.Tokens);
        var labels = learner.LabelProbabilities(prompt);
        for (var i = 0; i < labels.Length; i++)
        {
            Assert.AreEqual(trace.Predictive[prompt.ScoredPositions[i] + 1, prompt.Labels[i]], labels[i], 1e-13);
        }
    }

    [TestMethod]
    public void Results_do_not_depend_on_threads()
    {
        var mixture = TestMixtures.Ginc();
        var learner = new DocumentLearner(mixture);
        var documents = Enumerable.Range(0, 16).Select(i => new DocumentSampler(mixture, 200, Key).Sample(i)).ToArray();
        var alone = documents.Select(d => learner.Trace(d.Tokens)).ToArray();
        var together = new LearnerTrace[documents.Length];
        Parallel.For(0, documents.Length, i => together[i] = learner.Trace(documents[i].Tokens));
        for (var i = 0; i < alone.Length; i++)
        {
            CollectionAssert.AreEqual(alone[i].LogLikelihoods, together[i].LogLikelihoods);
            CollectionAssert.AreEqual(alone[i].Posterior, together[i].Posterior);
            CollectionAssert.AreEqual(alone[i].Predictive, together[i].Predictive);
        }
    }

    [TestMethod]
    public void Smoothing_and_symbols_out_of_range_are_refused()
    {
        var mixture = TestMixtures.Tiny();
        Assert.ThrowsExactly<InputException>(() => new DocumentLearner(mixture, -0.1));
        Assert.ThrowsExactly<InputException>(() => new DocumentLearner(mixture, double.NaN));
        var error = Assert.ThrowsExactly<InputException>(() => new DocumentLearner(mixture).LogLikelihoods([1, 4]));
        Assert.AreEqual("symbol 4 at position 1: symbols 0 to 3 are allowed", error.Message);
    }

    internal static void CheckTrace(
        HmmMixture mixture, int[] symbols, LearnerTrace trace, Func<int, int[], double> likelihood)
    {
        var components = mixture.Components.Count;
        for (var t = 0; t <= symbols.Length; t++)
        {
            var joint = Enumerable.Range(0, components)
                .Select(m => mixture.Prior[m] * (t == 0 ? 1 : likelihood(m, symbols[..t]))).ToArray();
            if (joint.Sum() == 0)
            {
                Assert.IsTrue(double.IsNaN(trace.Predictive[t, 0]));
                continue;
            }
            for (var m = 0; m < components; m++)
            {
                Assert.AreEqual(joint[m] / joint.Sum(), trace.Posterior[t, m], 1e-10);
            }
            for (var next = 0; next < mixture.VocabularySize; next++)
            {
                var with = Enumerable.Range(0, components)
                    .Sum(m => mixture.Prior[m] * likelihood(m, [.. symbols[..t], next]));
                Assert.AreEqual(with / joint.Sum(), trace.Predictive[t, next], 1e-10);
            }
        }
    }

    internal static void AssertClose(double expected, double actual, double tolerance = 1e-10)
    {
        if (double.IsFinite(expected))
        {
            Assert.AreEqual(expected, actual, tolerance);
        }
        else
        {
            Assert.AreEqual(expected, actual);
        }
    }

    private static IEnumerable<int[]> ShortSequences(HmmMixture mixture, int length)
    {
        var sampler = new DocumentSampler(mixture, length, Key);
        for (var i = 0; i < 4; i++)
        {
            yield return sampler.Sample(i).Tokens;
        }
        var stream = Key.Derive("any").Open();
        for (var i = 0; i < 4; i++)
        {
            yield return [.. Enumerable.Range(0, length).Select(_ => stream.NextInt32(mixture.VocabularySize))];
        }
    }

    private static double LogSpaceForward(HmmComponent component, int[] symbols, double smoothing)
    {
        var states = Enumerable.Range(0, component.StateCount).ToArray();
        var log = states.Select(s => Math.Log(component.Start[s] * component.Emission(s, symbols[0]))).ToArray();
        for (var t = 1; t < symbols.Length; t++)
        {
            var live = states.Where(s => double.IsFinite(log[s])).ToArray();
            var largest = live.Length == 0 ? 0 : live.Max(s => log[s]);
            var next = new double[states.Length];
            foreach (var to in states)
            {
                var emission = component.Emission(to, symbols[t]);
                next[to] = emission == 0 ? double.NegativeInfinity : largest + Math.Log(emission * live.Sum(from =>
                    Math.Exp(log[from] - largest)
                    * (((1 - smoothing) * component.Transition(from, to)) + (smoothing / states.Length))));
            }
            log = next;
        }
        var top = log.Max();
        return double.IsFinite(top) ? top + Math.Log(log.Sum(l => Math.Exp(l - top))) : top;
    }
}

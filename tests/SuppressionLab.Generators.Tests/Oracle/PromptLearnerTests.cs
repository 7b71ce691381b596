using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.Generators.Prompts;
using SuppressionLab.Generators.Tests.Support;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Tests.Oracle;

[TestClass]
public sealed class PromptLearnerTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(11);

    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    public void Log_likelihoods_agree_with_brute_force_over_start_properties_and_state_paths(int k)
    {
        var mixture = TestMixtures.Tiny();
        var learner = new PromptLearner(mixture, k);
        foreach (var symbols in Sequences(mixture, k))
        {
            for (var length = 0; length <= symbols.Length; length++)
            {
                var actual = learner.LogLikelihoods(symbols.AsSpan(0, length));
                for (var m = 0; m < actual.Length; m++)
                {
                    DocumentLearnerTests.AssertClose(Math.Log(Likelihood(mixture, m, symbols[..length], k)), actual[m]);
                }
            }
        }
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    public void Posterior_and_predictive_agree_with_brute_force(int k)
    {
        var mixture = TestMixtures.Tiny(2);
        var learner = new PromptLearner(mixture, k);
        foreach (var symbols in Sequences(mixture, k))
        {
            DocumentLearnerTests.CheckTrace(
                mixture, symbols, learner.Trace(symbols), (m, s) => Likelihood(mixture, m, s, k));
        }
    }

    [TestMethod]
    public void Uniform_prior_replaces_the_mixtures()
    {
        var mixture = TestMixtures.Tiny();
        var symbols = new PromptSampler(mixture, 3, 16, Key).Sample(0).Tokens;
        var uniform = new PromptLearner(mixture, 3, uniformPrior: true).Trace(symbols);
        DocumentLearnerTests.CheckTrace(
            mixture.WithPrior([1.0 / 3, 1.0 / 3, 1 - (2.0 / 3)]), symbols, uniform, (m, s) => Likelihood(mixture, m, s, 3));
    }

    [TestMethod]
    public void Prompts_of_the_published_mixture_are_possible_for_it_and_mostly_not_for_the_document_learner()
    {
        var mixture = MixtureFile.Read(SharedData.Path("ginc/published.mixture.json"));
        var prompts = new PromptSampler(mixture, 10, 1024, Key);
        var learner = new PromptLearner(mixture, 10);
        var document = new DocumentLearner(mixture, 0);
        var impossible = 0;
        for (var i = 0; i < 100; i++)
        {
            var prompt = prompts.Sample(i);
            Assert.IsTrue(double.IsFinite(learner.LogLikelihoods(prompt.Tokens)[prompt.Component]));
            impossible += double.IsFinite(document.LogLikelihood(prompt.Tokens, prompt.Component)) ? 0 : 1;
        }
        // Protocol §1 counts 196 of 200; a binomial of that rate falls below 90 of 100 with probability 1e-5.
        Assert.IsGreaterThanOrEqualTo(90, impossible);
    }

    [TestMethod]
    public void Label_probabilities_are_entries_of_the_predictive_and_rise_with_shots()
    {
        var mixture = TestMixtures.Ginc();
        var learner = new PromptLearner(mixture, 3);
        var sampler = new PromptSampler(mixture, 3, 120, Key);
        var (first, last) = (0.0, 0.0);
        for (var i = 0; i < 200; i++)
        {
            var prompt = sampler.Sample(i);
            var labels = learner.LabelProbabilities(prompt);
            first += labels[0];
            last += labels[^1];
            if (i < 5)
            {
                var predictive = learner.Trace(prompt.Tokens).Predictive;
                for (var j = 0; j < labels.Length; j++)
                {
                    Assert.AreEqual(predictive[prompt.ScoredPositions[j] + 1, prompt.Labels[j]], labels[j], 1e-13);
                }
            }
        }
        Assert.IsGreaterThan(first, last);
    }

    [TestMethod]
    public void Own_process_is_predicted_best_by_the_prompt_learner()
    {
        var mixture = TestMixtures.Ginc();
        var sampler = new PromptSampler(mixture, 5, 300, Key);
        var known = new PromptLearner(mixture, 5);
        var smoothed = new DocumentLearner(mixture);
        var (left, right) = (0.0, 0.0);
        for (var i = 0; i < 20; i++)
        {
            var tokens = sampler.Sample(i).Tokens;
            var logs = new double[tokens.Length];
            known.SymbolLogProbabilities(tokens, logs);
            left += logs.Sum();
            smoothed.SymbolLogProbabilities(tokens, logs);
            right += logs.Sum();
        }
        // Gibbs' inequality: the true process has the least cross-entropy.
        Assert.IsGreaterThan(right, left);
    }

    [TestMethod]
    public void General_mixtures_and_prompts_of_another_k_are_refused()
    {
        var error = Assert.ThrowsExactly<InputException>(() => new PromptLearner(TestMixtures.General(), 3));
        StringAssert.Contains(error.Message, "factored");
        var mixture = TestMixtures.Tiny();
        var prompt = new PromptSampler(mixture, 4, 10, Key).Sample(0);
        Assert.ThrowsExactly<InputException>(() => new PromptLearner(mixture, 3).LabelProbabilities(prompt));
        Assert.ThrowsExactly<InputException>(() => new PromptLearner(mixture, 1));
    }

    private static double Likelihood(HmmMixture mixture, int component, int[] symbols, int k) =>
        symbols.Length == 0 ? 1 : BruteForce.Prompt((FactoredComponent)mixture.Components[component], symbols, k);

    private static IEnumerable<int[]> Sequences(HmmMixture mixture, int k)
    {
        var sampler = new PromptSampler(mixture, k, (2 * (k + 1)) + 1, Key);
        for (var i = 0; i < 4; i++)
        {
            // A cut example behind two whole ones.
            yield return [.. sampler.Sample(i).Tokens, 1, 2];
        }
        var stream = Key.Derive("any").Open();
        yield return [.. Enumerable.Range(0, k + 2).Select(_ => stream.NextInt32(mixture.VocabularySize))];
    }
}

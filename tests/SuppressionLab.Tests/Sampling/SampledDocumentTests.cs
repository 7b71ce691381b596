using Microsoft.ML;
using SuppressionLab.Columns;
using SuppressionLab.Evaluation;
using SuppressionLab.Generators.Prompts;
using SuppressionLab.Generators.Suppression;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Tests.Support;

namespace SuppressionLab.Tests.Sampling;

[TestClass]
public sealed class SampledDocumentTests
{
    private static readonly MLContext Ml = Tiny.Context();

    [TestMethod]
    public void First_symbols_follow_the_probabilities_that_the_model_gives_them()
    {
        using var model = Tiny.Model(Ml);
        var sampled = Ml.Suppression.SampleDocuments(model, new() { Count = 10_000, Length = 2, BatchSize = 1_000 });
        var first = Views.Vectors<int>(sampled, ColumnNames.Tokens).Select(row => row[0]).ToList();
        var symbols = Enumerable.Range(0, Tiny.Mixture.VocabularySize).ToArray();
        var documents = Ml.Suppression.Documents([.. symbols.Select(s => new Generators.Documents.Document([s], 0))]);
        var probabilities = Views.Vectors<float>(model.Transform(documents), ColumnNames.TokenLogProbabilities)
            .Select(row => Math.Exp(row[0])).ToArray();
        var excluded = Views.Scalars<double>(sampled, ColumnNames.ExcludedProbability)[0];
        Assert.AreEqual(1 - probabilities.Sum(), excluded, 1e-5);
        var statistic = symbols.Sum(s =>
        {
            var expected = first.Count * probabilities[s] / probabilities.Sum();
            return Math.Pow(first.Count(f => f == s) - expected, 2) / expected;
        });
        // χ² of 9 degrees is below 33.7 with probability .9999.
        Assert.IsLessThan(33.7, statistic);
        Assert.IsTrue(Views.Scalars<int>(sampled, ColumnNames.Component).All(c => c == -1));
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_documents_and_the_model_stays_usable()
    {
        using var model = Tiny.Model(Ml);
        string Draw(ulong seed) => string.Join(';', Views.Vectors<int>(
            Ml.Suppression.SampleDocuments(model, new() { Count = 5, Length = 25, Seed = seed }), ColumnNames.Tokens)
            .Select(row => string.Join(',', row)));
        Assert.AreEqual(Draw(1), Draw(1));
        Assert.AreNotEqual(Draw(1), Draw(2));
        StringAssert.Contains(Views.Refusal(() => Ml.Suppression.SampleDocuments(model, new() { Count = 5, Length = 26 })), "Length is 26");
        Views.Refusal(() => Ml.Suppression.SampleDocuments(model, new() { Count = 0, Length = 5 }));
        Views.Refusal(() => Ml.Suppression.SampleDocuments(model, new() { Count = 1, Length = 5, SymbolCount = 13 }));
        Views.Refusal(() => Ml.Suppression.SampleDocuments(model, new() { Count = 1, Length = 5, BatchSize = 0 }));
    }

    [TestMethod]
    public void The_prior_of_documents_of_a_known_mixture_is_within_its_interval()
    {
        var documents = Ml.Suppression.Documents(Tiny.Mixture, new() { Count = 600, Length = 24, Weights = [0.7, 0.2, 0.1] });
        var prior = Ml.Suppression.EstimatePrior(documents, Tiny.Mixture);
        double[] expected = [0.7, 0.2, 0.1];
        for (var m = 0; m < 3; m++)
        {
            var (low, high) = prior.Weights!.Interval([m], 0.9999);
            Assert.IsTrue(low <= expected[m] && expected[m] <= high, $"{expected[m]} in [{low}, {high}]");
        }
        Assert.IsLessThan(0.03, prior.UnexplainedShare);
    }

    [TestMethod]
    public void An_exact_learner_in_a_models_place_gives_curves_like_any_model()
    {
        var suppression = new IdealSuppression { Favoured = [0], OddsShift = 2 };
        var learner = suppression.PromptLearner(Tiny.Mixture, k: 3);
        var prompts = Ml.Suppression.InContextPrompts(
            Tiny.Mixture, new() { K = 3, ContextLength = 24, Count = 50, Seed = 9 }, learner);
        var curves = Ml.Suppression.EvaluateCurves(prompts, new CurveRunInfo("ideal", "ideal", 2, "nats", 0, 9));
        var sampler = new PromptSampler(Tiny.Mixture, 3, 24, RandomKey.FromSeed(9).Derive("prompts").Derive(3));
        foreach (var group in curves.PromptScores.GroupBy(score => score.Prompt))
        {
            var expected = learner.LabelProbabilities(sampler.Sample(group.Key));
            foreach (var score in group)
            {
                Assert.AreEqual(expected[score.Shots], score.LabelProbability, 1e-7);
            }
        }
        var plain = Ml.Suppression.EvaluateCurves(
            Ml.Suppression.InContextPrompts(Tiny.Mixture, new() { K = 3, ContextLength = 24, Count = 50, Seed = 9 },
                new IdealSuppression { Favoured = [0] }.PromptLearner(Tiny.Mixture, 3)),
            new CurveRunInfo("ideal", "none", 0, "nats", 0, 9));
        foreach (var point in plain.Points)
        {
            Assert.AreEqual(point.PromptLearnerProbability, point.Probability, 1e-6);
        }
    }
}

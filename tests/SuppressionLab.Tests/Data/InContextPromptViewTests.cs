using Microsoft.ML;
using SuppressionLab.Columns;
using SuppressionLab.Data;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.Generators.Prompts;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Tests.Support;

namespace SuppressionLab.Tests.Data;

[TestClass]
public sealed class InContextPromptViewTests
{
    private readonly MLContext _ml = Tiny.Context(seed: 4);

    [TestMethod]
    public void Rows_are_the_samplers_prompts()
    {
        var view = Tiny.Prompts(_ml, count: 12);
        var expected = Expected(12);
        Views.AreSame([.. expected.Select(p => p.Tokens)], Views.Vectors<int>(view, ColumnNames.Tokens));
        Views.AreSame([.. expected.Select(p => p.Labels)], Views.Vectors<int>(view, ColumnNames.Labels));
        Views.AreSame([.. expected.Select(p => p.ScoredPositions)], Views.Vectors<int>(view, ColumnNames.ScoredPositions));
        CollectionAssert.AreEqual(expected.Select(p => p.Component).ToArray(), Views.Scalars<int>(view, ColumnNames.Component));
        Assert.IsTrue(Views.Scalars<int>(view, ColumnNames.K).All(k => k == 3));
        CollectionAssert.AreEqual(Enumerable.Range(0, 12).ToArray(), Views.Scalars<int>(view, ColumnNames.Prompt));
    }

    [TestMethod]
    public void Learner_columns_are_the_exact_learners_label_probabilities()
    {
        var view = Tiny.Prompts(_ml, count: 6);
        var prompts = Expected(6);
        var documentLearner = new DocumentLearner(Tiny.Mixture, 0.01);
        var promptLearner = new PromptLearner(Tiny.Mixture, 3);
        Views.AreSame(
            [.. prompts.Select(documentLearner.LabelProbabilities)],
            Views.Vectors<double>(view, ColumnNames.DocumentLearnerProbability));
        Views.AreSame(
            [.. prompts.Select(promptLearner.LabelProbabilities)],
            Views.Vectors<double>(view, ColumnNames.PromptLearnerProbability));
    }

    [TestMethod]
    public void Prompts_in_memory_have_learner_columns_only_with_a_mixture()
    {
        var prompts = Expected(3);
        var without = _ml.Suppression.InContextPrompts(prompts);
        var with = _ml.Suppression.InContextPrompts(prompts, Tiny.Mixture);
        Assert.IsNull(without.Schema.GetColumnOrNull(ColumnNames.DocumentLearnerProbability));
        Views.AreSame(
            Views.Vectors<double>(Tiny.Prompts(_ml, count: 3), ColumnNames.DocumentLearnerProbability),
            Views.Vectors<double>(with, ColumnNames.DocumentLearnerProbability));
    }

    [TestMethod]
    public void Options_out_of_range_are_named()
    {
        var good = new InContextPromptViewOptions { K = 3, ContextLength = 24, Count = 2 };
        StringAssert.Contains(Refuse(good with { K = 1 }), "K is 1");
        StringAssert.Contains(Refuse(good with { ContextLength = 3 }), "ContextLength");
        StringAssert.Contains(Refuse(good with { Count = 0 }), "Count");
        StringAssert.Contains(Refuse(good with { MaximumExamples = 0 }), "MaximumExamples");
    }

    private string Refuse(InContextPromptViewOptions options) =>
        Views.Refusal(() => _ml.Suppression.InContextPrompts(Tiny.Mixture, options));

    private static InContextPrompt[] Expected(int count)
    {
        var sampler = new PromptSampler(
            Tiny.Mixture, 3, Tiny.ContextLength, RandomKey.FromSeed(4).Derive("prompts").Derive(3));
        return [.. Enumerable.Range(0, count).Select(i => sampler.Sample(i))];
    }
}

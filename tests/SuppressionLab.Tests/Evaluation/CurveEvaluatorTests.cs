using Microsoft.ML;
using SuppressionLab.Columns;
using SuppressionLab.Evaluation;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.Tests.Support;

namespace SuppressionLab.Tests.Evaluation;

[TestClass]
public sealed class CurveEvaluatorTests
{
    private static readonly CurveRunInfo Run = new("gpt2-1x16", "sft", 8, "steps", 8, 1);
    private readonly MLContext _ml = Tiny.Context();

    [TestMethod]
    public void Points_are_means_standard_errors_and_shares_over_prompts()
    {
        var curves = _ml.Suppression.EvaluateCurves(_ml.Data.LoadFromEnumerable<Row>(
        [
            new() { Prompt = 0, Component = 1, LabelProbability = [.2f, .9f], LabelCorrect = [false, true] },
            new() { Prompt = 1, Component = 1, LabelProbability = [.4f, .5f], LabelCorrect = [true, true] },
            new() { Prompt = 2, Component = 0, LabelProbability = [.1f, .3f], LabelCorrect = [false, false] },
        ]), Run);

        Assert.HasCount(6, curves.PromptScores);
        Assert.HasCount(4, curves.Points);
        var point = curves.Points.Single(p => p is { Component: 1, Shots: 0 });
        Assert.AreEqual(0.3, point.Probability, 1e-7);
        Assert.AreEqual(0.1, point.ProbabilityStandardError, 1e-7);
        Assert.AreEqual(-(Math.Log(0.2) + Math.Log(0.4)) / 2, point.MeanNll, 1e-6);
        Assert.AreEqual(0.5, point.Accuracy);
        Assert.AreEqual((2L, 3, "sft", 8.0), (point.Count, point.K, point.Method, point.Amount));
        Assert.IsTrue(double.IsNaN(point.DocumentLearnerProbability));
        Assert.AreEqual(0.7, curves.Points.Single(p => p is { Component: 1, Shots: 1 }).Probability, 1e-7);
        Assert.IsTrue(double.IsNaN(curves.Points.Single(p => p is { Component: 0, Shots: 1 }).ProbabilityStandardError));
    }

    [TestMethod]
    public void A_scored_view_of_a_model_gives_its_probabilities_beside_the_learners()
    {
        using var model = Tiny.Model(_ml);
        var prompts = Tiny.Prompts(_ml, count: 20);
        using var scorer = _ml.Suppression.Transforms.LabelProbabilities(model).Fit(prompts);
        var scored = scorer.Transform(prompts);
        var curves = _ml.Suppression.EvaluateCurves(scored, Run);

        var probabilities = Views.Vectors<float>(scored, ColumnNames.LabelProbability);
        var components = Views.Scalars<int>(prompts, ColumnNames.Component);
        var learner = Views.Vectors<double>(prompts, ColumnNames.DocumentLearnerProbability);
        Assert.HasCount(20 * 6, curves.PromptScores);
        foreach (var point in curves.Points)
        {
            var rows = Enumerable.Range(0, 20).Where(i => components[i] == point.Component).ToArray();
            Assert.AreEqual(rows.Average(i => (double)probabilities[i][point.Shots]), point.Probability, 1e-12);
            Assert.AreEqual(rows.Average(i => learner[i][point.Shots]), point.DocumentLearnerProbability, 1e-12);
            Assert.AreEqual(rows.Length, point.Count);
        }
        Assert.HasCount(6 * components.Distinct().Count(), curves.Points);
    }

    [TestMethod]
    public void Missing_columns_and_vectors_of_other_lengths_are_named()
    {
        StringAssert.Contains(Views.Refusal(() => _ml.Suppression.EvaluateCurves(Tiny.Prompts(_ml), Run)), "'LabelProbability' is missing");
        var view = _ml.Data.LoadFromEnumerable<Row>([new() { LabelProbability = [.1f], LabelCorrect = [true, true] }]);
        StringAssert.Contains(Views.Refusal(() => _ml.Suppression.EvaluateCurves(view, Run)), "row 0: column 'LabelProbability' has 1 items");
    }

    private sealed class Row
    {
        public int Prompt { get; set; }

        public int Component { get; set; }

        public int K { get; set; } = 3;

        public int[] ScoredPositions { get; set; } = [1, 5];

        public float[] LabelProbability { get; set; } = [];

        public bool[] LabelCorrect { get; set; } = [];
    }
}

using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Primitives.Tests.Tables;

[TestClass]
public sealed class CurveAveragingTests
{
    [TestMethod]
    public void Points_are_the_means_and_standard_errors_of_their_prompts()
    {
        var scores = PromptScoreTableTests.Scores(40_000).ToList();
        var points = CurveTable.FromScores(scores);
        Assert.AreEqual(40_000, points.Sum(point => point.Count));
        foreach (var point in points.Where((_, i) => i % 37 == 0))
        {
            var group = scores.Where(s => (s.Method, s.Amount, s.K, s.Component, s.Shots)
                == (point.Method, point.Amount, point.K, point.Component, point.Shots)).ToList();
            var mean = group.Average(s => s.LabelProbability);
            var variance = group.Sum(s => Math.Pow(s.LabelProbability - mean, 2)) / (group.Count - 1);
            Assert.AreEqual(group.Count, point.Count);
            Assert.AreEqual(mean, point.Probability, 1e-14);
            Assert.AreEqual(Math.Sqrt(variance / group.Count), point.ProbabilityStandardError, 1e-14);
            Assert.AreEqual(group.Average(s => -Math.Log(s.LabelProbability)), point.MeanNll, 1e-12);
            Assert.AreEqual(group.Count(s => s.Correct) / (double)group.Count, point.Accuracy, 1e-15);
            Assert.AreEqual(group.Average(s => s.PromptLearnerProbability), point.PromptLearnerProbability, 1e-14);
            Assert.AreEqual(group.Average(s => s.DocumentLearnerProbability), point.DocumentLearnerProbability, 1e-14);
        }
    }

    [TestMethod]
    public void Points_are_sorted_whatever_the_order_of_the_prompts()
    {
        var scores = PromptScoreTableTests.Scores(2_000).ToList();
        var points = CurveTable.FromScores(scores);
        var backwards = CurveTable.FromScores(scores.AsEnumerable().Reverse());
        CollectionAssert.AreEqual(points.Select(Key).Order().ToList(), points.Select(Key).ToList());
        CollectionAssert.AreEqual(points.Select(Key).ToList(), backwards.Select(Key).ToList());

        static (string, double, int, int, int) Key(CurvePoint p) => (p.Method, p.Amount, p.K, p.Component, p.Shots);
    }

    [TestMethod]
    public void One_prompt_has_no_standard_error_and_an_impossible_label_an_infinite_loss()
    {
        var score = PromptScoreTableTests.Scores(1).Single() with { LabelProbability = 0 };
        var point = CurveTable.FromScores([score]).Single();
        Assert.IsTrue(double.IsNaN(point.ProbabilityStandardError));
        Assert.AreEqual(double.PositiveInfinity, point.MeanNll);
        Assert.AreEqual(0, point.Probability);
    }
}

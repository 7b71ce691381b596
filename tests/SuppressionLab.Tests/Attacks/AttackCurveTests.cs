using SuppressionLab.Attacks;
using SuppressionLab.Evaluation;
using SuppressionLab.Primitives.Tables;
using SuppressionLab.Tests.Support;

namespace SuppressionLab.Tests.Attacks;

[TestClass]
public sealed class AttackCurveTests
{
    [TestMethod]
    public void A_run_adds_its_columns_to_every_point()
    {
        var curve = new AttackCurve("relearning",
        [
            new("suppressed", 2, 5, "documents", AttackQuantities.MeanNll, 1.5, 0.25, 40),
            new("kept", AttackPoint.AllSuppressed, 0, "documents", AttackQuantities.LabelProbabilityAt(12), 0.5, double.NaN, 1),
        ]);
        var points = curve.For(new CurveRunInfo("gpt2-1x16", "npo", 8, "pairs", 99, 3));
        CollectionAssert.AreEqual(
            new AttackPoint[]
            {
                new("gpt2-1x16", "npo", 8, "pairs", 3, "relearning", "suppressed", 2, 5, "documents", "meanNll", 1.5, 0.25, 40),
                new("gpt2-1x16", "npo", 8, "pairs", 3, "relearning", "kept", -1, 0, "documents", "labelProbability@12", 0.5, double.NaN, 1),
            },
            points.ToArray());
    }

    [TestMethod]
    public void In_context_curves_are_an_attack_with_the_evaluator_s_points_and_the_suppressed_ones_together()
    {
        var prompts = Tiny.Prompts(AttackFixture.Ml);
        using var scorer = AttackFixture.Ml.Suppression.Transforms.LabelProbabilities(AttackFixture.Model).Fit(prompts);
        var curves = AttackFixture.Ml.Suppression.EvaluateCurves(scorer.Transform(prompts), new("m", "none", 0, "documents", 0, 1));
        var attack = AttackFixture.Ml.Suppression.Attacks.InContext(curves, AttackFixture.Suppressed);
        foreach (var expected in curves.Points)
        {
            var point = AttackFixture.Point(attack, AttackQuantities.LabelProbability, expected.Component, expected.Shots, "k=3");
            Assert.AreEqual(expected.Probability, point.Value, 1e-15);
            Assert.AreEqual(expected.ProbabilityStandardError, point.StandardError, 1e-15);
            Assert.AreEqual(expected.Count, point.Count);
        }
        var together = curves.PromptScores.Where(s => s.Component != 0 && s.Shots == 2).ToArray();
        var all = AttackFixture.Point(attack, AttackQuantities.LabelProbability, AttackPoint.AllSuppressed, 2);
        Assert.AreEqual(together.Average(s => s.LabelProbability), all.Value, 1e-15);
        Assert.AreEqual(together.Length, all.Count);
        Assert.HasCount(curves.Points.Count + 6, attack.Points);
        StringAssert.Contains(
            Views.Refusal(() => AttackFixture.Ml.Suppression.Attacks.InContext(curves, [])), "0 suppressed components");
    }
}

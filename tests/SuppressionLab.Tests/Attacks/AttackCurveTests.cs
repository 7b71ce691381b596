using SuppressionLab.Attacks;
using SuppressionLab.Evaluation;
using SuppressionLab.Primitives.Tables;

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
}

using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Suppression;

namespace SuppressionLab.Laws.Tests.Suppression;

[TestClass]
public sealed class CurveDistanceTests
{
    [TestMethod]
    public void Points_weigh_as_their_width_in_log_shots()
    {
        var curves = new CurveSet([new TaskCurve(0, [0, 1, 3], [0.5, 0.5, 0.5])]);
        var conditions = new[] { new SuppressionCondition("a", 0, curves), new SuppressionCondition("b", 1, curves) };
        double[][][] zero = [[[0, 0, 0]], [[0, 0, 0]]];
        double[][][] moved = [[[0.1, 0, 0]], [[0.1, 0.2, -0.1]]];
        // Intervals around the points: −.5 to .5, .5 to 2, 2 to 3.5; their widths in ln(1 + n):
        double[] widths = [Math.Log(1.5 / 0.5), Math.Log(3 / 1.5), Math.Log(4.5 / 3)];
        var expected = Math.Sqrt(((0.01 * widths[0]) + (0.04 * widths[1]) + (0.01 * widths[2])) / widths.Sum());
        Assert.AreEqual(expected, CurveDistance.Largest(conditions, zero, moved), 1e-12);
    }

    [TestMethod]
    public void A_shift_by_the_same_everywhere_is_its_own_distance()
    {
        var curves = new CurveSet([new TaskCurve(0, [0, 1, 2, 50], [0.5, 0.5, 0.5, 0.5]), new TaskCurve(1, [2, 7], [0.1, 0.1])]);
        var conditions = new[] { new SuppressionCondition("a", 0, curves), new SuppressionCondition("b", 1, curves) };
        double[][][] zero = [[[0, 0, 0, 0], [0, 0]], [[0, 0, 0, 0], [0, 0]]];
        double[][][] moved = [[[0, 0, 0, 0], [0, 0]], [[0.03, 0.03, 0.03, 0.03], [0.03, 0.03]]];
        Assert.AreEqual(0.03, CurveDistance.Largest(conditions, zero, moved), 1e-12);
    }
}

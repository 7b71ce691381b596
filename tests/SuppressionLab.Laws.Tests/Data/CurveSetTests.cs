using SuppressionLab.Laws.Data;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Laws.Tests.Data;

[TestClass]
public sealed class CurveSetTests
{
    [TestMethod]
    public void A_prefix_keeps_shots_up_to_its_fraction_of_the_largest_and_holds_out_the_rest()
    {
        var set = new CurveSet([Curve(0, 0, 10, 20, 100), Curve(1, 0, 10, 11)]).Prefix(0.1);
        CollectionAssert.AreEqual(new double[] { 0, 10 }, set.Curves[0].Shots);
        CollectionAssert.AreEqual(new double[] { 0, 10 }, set.Curves[1].Shots);
        CollectionAssert.AreEqual(new double[] { 20, 100 }, set.HeldOut!.Curves[0].Shots);
        CollectionAssert.AreEqual(new double[] { 11 }, set.HeldOut.Curves[1].Shots);
        Assert.AreEqual(0.1, set.PrefixFraction);
    }

    [TestMethod]
    public void Points_become_curves_by_component_with_sorted_shots_and_the_shot_origin_added()
    {
        var set = CurveSet.FromPoints([Point(3, 2, 0.7), Point(1, 0, 0.2), Point(3, 1, 0.6)], 1, 1);
        CollectionAssert.AreEqual(new[] { 1, 3 }, set.Tasks.ToArray());
        CollectionAssert.AreEqual(new double[] { 2, 3 }, set.Curves[1].Shots);
        CollectionAssert.AreEqual(new[] { 0.6, 0.7 }, set.Curves[1].Probabilities);
    }

    [TestMethod]
    public void The_shot_origin_moves_the_held_out_points_alike_and_not_the_cut()
    {
        var points = Enumerable.Range(0, 11).Select(n => Point(0, n, 0.5));
        var set = CurveSet.FromPoints(points, 0.5, 1);
        Assert.AreEqual(6, set.Curves[0].Shots[^1]);
        Assert.AreEqual(7, set.HeldOut!.Curves[0].Shots[0]);
    }

    [TestMethod]
    public void Groups_split_a_table_by_everything_but_component_and_shots()
    {
        var groups = CurveGroup.Split([Point(0, 0, 0.1), Point(0, 0, 0.2) with { Amount = 5 }, Point(1, 0, 0.3)]);
        Assert.HasCount(2, groups);
        Assert.HasCount(2, groups[0].Points);
        Assert.AreEqual(5, groups[1].Amount);
    }

    [TestMethod]
    public void Unknown_standard_errors_are_null_not_NaN()
    {
        var set = CurveSet.FromPoints([Point(0, 0, 0.1) with { ProbabilityStandardError = double.NaN }]);
        Assert.IsNull(set.Curves[0].StandardErrors);
    }

    [TestMethod]
    [DataRow("two points", "task 2, shots 5")]
    [DataRow("too large", "task 2, shots 5: probability 1.5")]
    [DataRow("NaN", "task 2, shots 5: probability NaN")]
    [DataRow("negative shots", "task 2, shots -1")]
    [DataRow("empty", "task 2: the curve has no points")]
    [DataRow("none", "none given")]
    [DataRow("twice", "task 2 is given twice")]
    [DataRow("lengths", "task 2: shots, probabilities")]
    [DataRow("standard error", "task 2, shots 5: standard error")]
    public void Flawed_curves_are_refused_with_task_and_shot(string flaw, string expected)
    {
        TaskCurve[] curves = flaw switch
        {
            "two points" => [new(2, [5, 0, 5], [0.1, 0.2, 0.3])],
            "too large" => [new(2, [0, 5], [0.1, 1.5])],
            "NaN" => [new(2, [0, 5], [0.1, double.NaN])],
            "negative shots" => [new(2, [-1, 5], [0.1, 0.2])],
            "empty" => [new(2, [], [])],
            "none" => [],
            "twice" => [Curve(2, 0), Curve(2, 1)],
            "lengths" => [new(2, [0, 1], [0.5])],
            _ => [new(2, [0, 5], [0.1, 0.2], [0.1, double.PositiveInfinity])],
        };
        var error = Assert.ThrowsExactly<InputException>(() => new CurveSet(curves));
        StringAssert.Contains(error.Message, expected);
    }

    [TestMethod]
    public void A_prefix_that_leaves_a_task_without_points_is_refused()
    {
        var error = Assert.ThrowsExactly<InputException>(
            () => new CurveSet([Curve(0, 0, 100), Curve(7, 50, 100)]).Prefix(0.1));
        StringAssert.Contains(error.Message, "task 7");
        Assert.ThrowsExactly<InputException>(() => new CurveSet([Curve(0, 0)]).Prefix(0));
        Assert.ThrowsExactly<InputException>(() => new CurveSet([Curve(0, 0)]).Prefix(double.NaN));
    }

    private static TaskCurve Curve(int task, params double[] shots) => new(task, shots, [.. shots.Select(_ => 0.5)]);

    private static CurvePoint Point(int component, int shots, double p) => new(
        "m", "none", 0, "steps", 0, 1, 3, component, shots, p, 0.01, 1, 0.5, 100, double.NaN, double.NaN);
}

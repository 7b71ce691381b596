using SuppressionLab.Laws.Comparison;
using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Laws.Tests.Simulation;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Tests.Comparison;

[TestClass]
public sealed class RollingOriginTests
{
    private static readonly double[] Natural = [0.5, 0.3, 0.2, 0.3, 0.8, 0.7, 0.9, 0.2, 0.2, 0.1];

    private static CurveSet Curves(int points = 61) =>
        SimulatedCurves.Of(new ScoringWiseLaw(), 3, Natural, points, 1000, RandomKey.FromSeed(71));

    [TestMethod]
    public void A_row_is_the_fit_of_the_prefix_scored_on_the_rest_with_its_counts()
    {
        var rows = RollingOrigin.Run(
            [LawRegistry.Get("scoring-wise"), LawRegistry.Get("power")], [new("k3", Curves())], [0.2]);
        Assert.HasCount(6, rows);
        var cut = Curves().Prefix(0.2);
        var pooled = LawFitter.Fit(LawRegistry.Get("scoring-wise"), cut);
        var single = LawFitter.Fit(LawRegistry.Get("power"), cut.Single(1));
        Assert.AreEqual(LawScore.Nrmse(pooled, cut.HeldOut!.Curves[1]), rows[1].Nrmse!.Value, 1e-14);
        Assert.AreEqual(LawScore.Nrmse(single, cut.HeldOut.Curves[1]), rows[4].Nrmse!.Value, 1e-14);
        Assert.AreEqual((9, 3.0, 39, 48), (rows[1].FreeParameters, rows[1].ParametersPerCurve, rows[1].FittedPoints, rows[1].HeldOutPoints));
        Assert.AreEqual((3, 3.0, 13, 48), (rows[4].FreeParameters, rows[4].ParametersPerCurve, rows[4].FittedPoints, rows[4].HeldOutPoints));
    }

    [TestMethod]
    public void Too_few_points_are_rows_that_say_so()
    {
        var rows = RollingOrigin.Run(LawRegistry.All, [new("short", Curves(11)), new("one task", Curves().Single(0))]);
        Assert.IsTrue(rows.All(row => row.Nrmse is null != row.Problem is null));
        Assert.AreEqual("3 points for 12 parameters", rows.First(row => row is { Law: "original", Curves: "short", Fraction: 0.05 }).Problem);
        Assert.AreEqual("the law needs 2 tasks", rows.First(row => row is { Law: "scoring-wise", Curves: "one task" }).Problem);
        Assert.IsNotNull(rows.First(row => row is { Law: "power", Curves: "one task", Fraction: 0.5 }).Nrmse);
    }

    [TestMethod]
    public void A_task_measured_at_few_shots_only_has_no_point_or_nothing_held_out()
    {
        var curves = Curves().Curves;
        var late = new CurveSet([curves[0], curves[1].Where(n => n > 30), curves[2].Where(n => n < 6)]);
        var rows = RollingOrigin.Run([LawRegistry.Get("scoring-wise"), LawRegistry.Get("power")], [new("gaps", late)], [0.2, 0.5]);
        Assert.AreEqual("a task has no point", rows.First(row => row is { Law: "scoring-wise", Fraction: 0.2 }).Problem);
        Assert.AreEqual("0 points for 3 parameters", rows.First(row => row is { Law: "power", Fraction: 0.2, Task: 1 }).Problem);
        Assert.AreEqual("no point is held out", rows.First(row => row is { Law: "power", Fraction: 0.5, Task: 2 }).Problem);
    }

    [TestMethod]
    public void A_fraction_out_of_range_is_refused() =>
        Assert.ThrowsExactly<InputException>(() => RollingOrigin.Run(LawRegistry.All, [new("k3", Curves())], [1]));
}

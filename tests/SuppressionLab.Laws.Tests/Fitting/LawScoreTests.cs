using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Laws.ReEmergence;
using SuppressionLab.Laws.Tests.Simulation;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.Tests.Fitting;

[TestClass]
public sealed class LawScoreTests
{
    private static readonly double[] Natural = [0.5, 0.3, 0.2, 0.3, 0.8, 0.7, 0.9, 0.2, 0.2, 0.1];

    [TestMethod]
    public void Nrmse_is_the_mean_over_tasks_of_rmse_over_mean_probability()
    {
        var family = new ScoringWiseLaw();
        var fit = LawFitter.Fit(family, SimulatedCurves.Of(family, 3, Natural, 64));
        var moved = SimulatedCurves.Of(family, 3, Natural, 64).Curves
            .Select((curve, t) => curve with { Probabilities = Array.ConvertAll(curve.Probabilities, p => p + (0.01 * t)) });
        var set = new CurveSet([.. moved]);
        var expected = set.Curves.Select((curve, t) => 0.01 * t / curve.Probabilities.Average()).Average();
        Assert.AreEqual(expected, LawScore.Nrmse(fit, set), 1e-6);
        Assert.AreEqual(expected, LawScore.Nrmse([fit], set), 1e-6);
        Assert.AreEqual(64 * (0.0001 + 0.0004), LawScore.SquaredError(fit, set), 1e-6);
    }

    [TestMethod]
    public void Held_out_points_are_scored_on_the_curves_own_task()
    {
        var family = new PowerLaw();
        var whole = SimulatedCurves.Of(new ScoringWiseLaw(), 3, Natural, 64).Prefix(0.2);
        var fits = LawFitter.FitAll(family, whole);
        Assert.HasCount(3, fits);
        var one = Enumerable.Range(0, 3).Average(t => LawScore.Nrmse(fits[t], whole.Single(t).HeldOut!));
        Assert.AreEqual(one, LawScore.Nrmse(fits, whole.HeldOut!), 1e-15);
    }

    [TestMethod]
    public void A_task_that_was_not_fitted_is_refused()
    {
        var family = new ScoringWiseLaw();
        var fit = LawFitter.Fit(family, SimulatedCurves.Of(family, 3, Natural, 16));
        var other = new CurveSet([new TaskCurve(9, [0, 1], [0.1, 0.2])]);
        StringAssert.Contains(
            Assert.ThrowsExactly<InputException>(() => LawScore.Nrmse(fit, other)).Message, "task 9");
    }

    [TestMethod]
    public void Shots_to_reach_agree_with_the_closed_form_of_the_scoring_wise_law()
    {
        var family = new ScoringWiseLaw();
        var fit = LawFitter.Fit(family, SimulatedCurves.Of(family, 3, Natural, 64));
        var (rho, gamma, beta, k) = (fit.Prior![2], fit.Gamma![2], fit.Beta![2], fit.Efficiency!.Value);
        foreach (var level in new[] { 0.3, 0.5, 0.85 })
        {
            var posterior = (level - beta) / (gamma - beta);
            var expected = (Math.Log(posterior / (1 - posterior)) - Math.Log(rho / (1 - rho))) / (k * Math.Log(gamma / beta));
            Assert.AreEqual(expected, fit.ShotsToReach(2, level, 1e5)!.Value, 1e-8);
        }
        Assert.AreEqual(0, fit.ShotsToReach(2, 0.2, 1e5));
        Assert.IsNull(fit.ShotsToReach(2, 0.95, 1e5));
        Assert.IsNull(fit.ShotsToReach(2, 0.85, 2));
    }

    [TestMethod]
    public void A_peak_between_two_grid_points_is_found()
    {
        static double Curve(double n) => Math.Exp(-Math.Pow((n - 5000.3) / 6, 2));
        var expected = 5000.3 - (6 * Math.Sqrt(-Math.Log(0.9)));
        Assert.AreEqual(expected, LevelCrossing.ShotsToReach(Curve, 0.9, 1e5)!.Value, 1e-6);
    }
}

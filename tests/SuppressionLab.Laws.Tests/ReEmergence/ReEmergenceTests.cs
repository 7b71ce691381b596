using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Laws.ReEmergence;
using SuppressionLab.Laws.Tests.Simulation;
using SuppressionLab.Laws.Uncertainty;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Tests.ReEmergence;

[TestClass]
public sealed class ReEmergenceTests
{
    private static readonly double[] Natural = [0.9, 0.06, 0.04, 0.15, 0.8, 0.7, 0.6, 0.2, 0.2, 0.1];

    private static LawUncertainty Uncertainty(int points, int replicates = 60) => Uncertainty(Prompts(points), replicates);

    private static PromptSet Prompts(int points) => SimulatedPrompts.Of(
        new ScoringWiseLaw(), 3, Natural, [.. Enumerable.Range(0, points).Select(n => (double)n)], 1000, 0.5, RandomKey.FromSeed(81));

    private static LawUncertainty Uncertainty(PromptSet prompts, int replicates)
    {
        var curves = prompts.ToCurveSet();
        return LawUncertainty.Of(LawFitter.Fit(new ScoringWiseLaw(), curves), curves, CurveNoise.Of(prompts),
            new UncertaintyOptions { Replicates = replicates, RivalStarts = 8 });
    }

    [TestMethod]
    public void From_a_whole_curve_the_forecast_is_the_closed_form_and_its_interval_holds_the_truth()
    {
        var uncertainty = Uncertainty(60);
        var forecast = ReEmergenceForecast.Of(uncertainty, 1, 0.5, 1000);
        // p = β + (γ − β)·σ(logit ρ + K·n·ln(γ/β)) solved for n, at the estimates and at the truth.
        static double Solve(double rho, double k, double gamma, double beta, double p)
        {
            var share = (p - beta) / (gamma - beta);
            return (Math.Log(share / (1 - share)) - Math.Log(rho / (1 - rho))) / k / Math.Log(gamma / beta);
        }
        var fit = uncertainty.Fit;
        Assert.AreEqual(
            Solve(fit.Prior![1], fit.Efficiency!.Value, fit.Gamma![1], fit.Beta![1], 0.5), forecast.Shots, 1e-6);
        var truth = Solve(0.06, 0.15, 0.7, 0.2, 0.5);
        Assert.IsTrue(forecast.Interval.Contains(truth), $"{truth}: {forecast}");
        Assert.IsTrue(forecast.Interval.Contains(forecast.Shots));
        Assert.IsTrue(forecast.Interval.Upper < 1.5 * forecast.Interval.Lower, forecast.ToString());
        Assert.IsFalse(forecast.IsNever);
    }

    [TestMethod]
    public void A_probability_above_the_plateau_is_never_reached_and_one_below_the_start_at_once()
    {
        var uncertainty = Uncertainty(60, 50);
        var never = ReEmergenceForecast.Of(uncertainty, 2, 0.8, 1000);
        Assert.IsTrue(never.IsNever, never.ToString());
        Assert.AreEqual(double.PositiveInfinity, never.Shots);
        Assert.AreEqual(1, never.NeverShare);
        Assert.AreEqual(new ParameterInterval(0, 0), ReEmergenceForecast.Of(uncertainty, 0, 0.1, 1000).Interval);
    }

    [TestMethod]
    public void From_too_few_shots_the_interval_is_open_above()
    {
        var forecast = ReEmergenceForecast.Of(Uncertainty(6), 1, 0.5, 1000);
        Assert.AreEqual(double.PositiveInfinity, forecast.Interval.Upper, forecast.ToString());
        Assert.IsFalse(forecast.IsNever);
    }

    [TestMethod]
    public void Isotonic_regression_is_the_least_squares_increasing_curve()
    {
        var fitted = MonotoneCurve.Fit(Curve(0.1, 0.4, 0.2, 0.3, 0.6, 0.5));
        double[] expected = [0.1, 0.3, 0.3, 0.3, 0.55, 0.55];
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], fitted[i], 1e-15);
        }
        Assert.AreEqual(4.4, 10 * MonotoneCurve.ShotsToReach(Curve(0.1, 0.4, 0.2, 0.3, 0.6, 0.5), 0.188), 1e-9);
        Assert.AreEqual(double.PositiveInfinity, MonotoneCurve.ShotsToReach(Curve(0.1, 0.4), 0.5));
        Assert.AreEqual(0, MonotoneCurve.ShotsToReach(Curve(0.5, 0.4), 0.3));
    }

    [TestMethod]
    public void Only_cases_ahead_of_what_was_seen_are_summed_up()
    {
        ReEmergenceCase Case(double lower, double upper, double truth) => new(
            new(0, 0.5, 100, lower, new(lower, upper), 0, NoiseSource.Prompts), 0.1, truth, 10);
        const double never = double.PositiveInfinity;
        var summary = ReEmergenceCalibration.Summarise(
            [Case(20, 40, 30), Case(20, 40, 50), Case(15, never, never), Case(never, never, never), Case(never, never, 80), Case(1, 2, 5)])[0];
        Assert.AreEqual((5, 0.6, 0.4, 2.0), (summary.Forecasts, summary.Held, summary.FiniteShare, summary.MedianRatio));
        Assert.AreEqual((2, 1), (summary.NeverForecasts, summary.NeverRight));
    }

    [TestMethod]
    public void Calibration_makes_a_case_a_task_and_level_and_none_from_too_few_points()
    {
        double[][] levels = [[0.7], [0.4, 0.6], []];
        var options = new UncertaintyOptions { Replicates = 20, RivalStarts = 4 };
        var cases = ReEmergenceCalibration.Forecast(new ScoringWiseLaw(), Prompts(60), 0.5, levels, options: options);
        Assert.HasCount(3, cases);
        Assert.AreEqual(MonotoneCurve.ShotsToReach(Prompts(60).ToCurveSet().Curves[1], 0.6), cases[2].Truth);
        Assert.AreEqual(29, cases[0].LastSeen);
        Assert.IsEmpty(ReEmergenceCalibration.Forecast(new ScoringWiseLaw(), Prompts(60), 0.02, levels));
    }

    [TestMethod]
    public void Numbers_out_of_range_are_refused()
    {
        var uncertainty = Uncertainty(20, 20);
        Assert.ThrowsExactly<InputException>(() => ReEmergenceForecast.Of(uncertainty, 3, 0.5, 100));
        Assert.ThrowsExactly<InputException>(() => ReEmergenceForecast.Of(uncertainty, 0, 1, 100));
        Assert.ThrowsExactly<InputException>(() => ReEmergenceForecast.Of(uncertainty, 0, double.NaN, 100));
        Assert.ThrowsExactly<InputException>(() => ReEmergenceForecast.Of(uncertainty, 0, 0.5, double.PositiveInfinity));
        Assert.ThrowsExactly<InputException>(() => ReEmergenceForecast.Of(Uncertainty(20, 0), 0, 0.5, 100));
        Assert.ThrowsExactly<InputException>(
            () => ReEmergenceCalibration.Forecast(LawRegistry.Get("power"), Prompts(20), 0.5, [[], [], []]));
    }

    private static TaskCurve Curve(params double[] p) => new(0, [.. p.Select((_, i) => (double)i)], p);
}

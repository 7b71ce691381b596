using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Diagnostics;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Laws.Tests.Simulation;
using SuppressionLab.Laws.Uncertainty;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Tests.Uncertainty;

/// <summary>Sandwich, bootstrap, profile and marks against numbers found another way.</summary>
[TestClass]
public sealed class LawUncertaintyTests
{
    private static readonly double[] Natural = [0.5, 0.3, 0.2, 0.3, 0.8, 0.7, 0.9, 0.2, 0.2, 0.1];

    private static (PromptSet Prompts, CurveSet Curves, LawFit Fit) Case(
        string law = "scoring-wise", double[]? natural = null, int points = 48, double correlation = 0.8, ulong seed = 31, int tasks = 3)
    {
        var family = LawRegistry.Get(law);
        var shots = Enumerable.Range(0, points).Select(n => (double)n).ToArray();
        var prompts = SimulatedPrompts.Of(
            family, tasks, natural ?? Natural, shots, 600, correlation, RandomKey.FromSeed(seed));
        var curves = prompts.ToCurveSet();
        return (prompts, curves, LawFitter.Fit(family, curves));
    }

    [TestMethod]
    public void The_sandwich_is_the_covariance_of_the_estimates_over_new_prompts()
    {
        // 150 new sets of prompts instead of one set resampled: what both the sandwich and the bootstrap estimate.
        var (prompts, curves, fit) = Case(points: 24);
        var sandwich = ParameterCovariance.Sandwich(fit, curves, CurveNoise.Of(prompts));
        var bootstrap = LawBootstrap.Run(fit, curves, CurveNoise.Of(prompts), new BootstrapOptions { Replicates = 400 });
        var estimates = Enumerable.Range(0, 150).Select(i =>
        {
            var again = SimulatedPrompts.Of(
                fit.Family, 3, Natural, curves.Curves[0].Shots, 600, 0.8, RandomKey.FromSeed(32).Derive(i)).ToCurveSet();
            return LawFitter.FitFrom(fit.Family, again, Natural).Natural;
        }).ToArray();
        for (var j = 0; j < Natural.Length; j++)
        {
            var mean = estimates.Average(e => e[j]);
            var spread = Math.Sqrt(estimates.Average(e => (e[j] - mean) * (e[j] - mean)));
            Assert.AreEqual(1, sandwich.StandardErrors[j] / spread, 0.3, $"sandwich {j}");
            Assert.AreEqual(1, bootstrap.StandardErrors[j] / spread, 0.3, $"bootstrap {j}");
        }
        // Points of one prompt are correlated: errors that ignore it are too small by far.
        Assert.IsGreaterThan(2, sandwich.StandardErrors[3] / fit.Covariance.StandardErrors[3]);
    }

    [TestMethod]
    public void With_equal_independent_errors_the_sandwich_is_the_plain_covariance()
    {
        var (_, curves, fit) = Case();
        var error = Math.Sqrt(fit.Sse / (fit.Points - fit.FreeParameters));
        var table = new CurveSet([.. curves.Curves.Select(curve =>
            curve with { StandardErrors = Array.ConvertAll(curve.Shots, _ => error) })]);
        var sandwich = ParameterCovariance.Sandwich(fit, table, CurveNoise.Of(table));
        for (var j = 0; j < Natural.Length; j++)
        {
            Assert.AreEqual(fit.Covariance.StandardErrors[j], sandwich.StandardErrors[j], 1e-6 * fit.Covariance.StandardErrors[j]);
        }
    }

    [TestMethod]
    public void A_profile_point_is_the_best_of_a_brute_force_search_with_the_parameter_held()
    {
        // One curve of two parameters seen through a grid: the profile of K of the power law, C and alpha free.
        var family = LawRegistry.Get("power");
        var curve = new CurveSet([new TaskCurve(0, [.. Enumerable.Range(0, 12).Select(n => (double)n)],
            [.. Enumerable.Range(0, 12).Select(n => Math.Exp(-(1.2 * Math.Pow(n + 1, -0.8)) - 0.4) + (0.01 * Math.Sin(7 * n)))])]);
        var fit = LawFitter.Fit(family, curve);
        var noise = CurveNoise.Of(new CurveSet([curve.Curves[0] with { StandardErrors = [.. Enumerable.Repeat(0.01, 12)] }]));
        var profile = ProfileLikelihood.Of(fit, curve, noise, 1);
        var problem = new CurveProblem(family, curve);
        foreach (var point in profile.Points.Where(point => point.Statistic is > 1 and < 30).Take(4))
        {
            var best = double.PositiveInfinity;
            for (var c = 0.9; c < 1.6; c += 0.005)
            {
                for (var alpha = 0.3; alpha < 2; alpha *= 1.006)
                {
                    best = Math.Min(best, problem.Cost(family.ToCoordinates(1, [c, point.Value, alpha])));
                }
            }
            // Noise variance 1e-4 and independent points: the ratio of curvature to sandwich is 1/1e-4.
            Assert.AreEqual((best - fit.Sse) / 1e-4, point.Statistic, 0.02 * point.Statistic + 0.02, $"K = {point.Value}");
        }
        Assert.IsFalse(profile.IsOpenBelow || profile.IsOpenAbove);
        Assert.IsTrue(profile.Points.Any(p => Math.Abs(p.Statistic - 3.84) < 1.5 && Math.Abs(p.Value - profile.Interval.Upper) < 0.05));
    }

    [TestMethod]
    public void On_sharp_curves_all_intervals_agree_and_everything_is_identified()
    {
        var (prompts, curves, fit) = Case(correlation: 0.4);
        var uncertainty = LawUncertainty.Of(fit, curves, CurveNoise.Of(prompts), new UncertaintyOptions { Replicates = 400 });
        foreach (var parameter in uncertainty.Parameters)
        {
            Assert.IsTrue(parameter.IsIdentified, $"{parameter.Parameter.Name}: {parameter.Reason}");
            var width = parameter.Wald.Upper - parameter.Wald.Lower;
            Assert.AreEqual(parameter.Wald.Lower, parameter.Interval.Lower, 0.2 * width, parameter.ToString());
            Assert.AreEqual(parameter.Wald.Upper, parameter.Interval.Upper, 0.2 * width, parameter.ToString());
            Assert.AreEqual(parameter.Wald.Lower, parameter.Bootstrap!.Value.Lower, 0.2 * width, parameter.ToString());
            Assert.AreEqual(parameter.Wald.Upper, parameter.Bootstrap.Value.Upper, 0.2 * width, parameter.ToString());
        }
        Assert.IsEmpty(IdentificationAnalyser.Analyse(uncertainty, curves).Where(c => c.Code == "not-identified"));
    }

    [TestMethod]
    public void A_prior_behind_equal_beta_and_gamma_has_an_open_interval_and_a_reason()
    {
        var (prompts, curves, fit) = Case(natural: [0.5, 0.3, 0.2, 0.3, 0.8, 0.7, 0.1, 0.2, 0.2, 0.1]);
        var uncertainty = LawUncertainty.Of(fit, curves, CurveNoise.Of(prompts), new UncertaintyOptions { Replicates = 0 });
        Assert.IsFalse(uncertainty["prior[2]"].IsIdentified);
        Assert.IsNotNull(uncertainty["prior[2]"].Reason);
        Assert.IsNull(uncertainty.Bootstrap);
        var conclusion = IdentificationAnalyser.Analyse(uncertainty, curves).First(c => c.Parameter == "prior[2]");
        StringAssert.Contains(conclusion.Message, "prior of task 2 is not identified: ");
        Assert.ThrowsExactly<InputException>(() => uncertainty["prior[9]"]);
    }

    [TestMethod]
    public void From_few_shots_gamma_and_beta_are_marked_and_the_trade_off_named()
    {
        var (prompts, _, _) = Case(natural: [0.3, 0.3, 0.4, 0.1, 0.8, 0.7, 0.9, 0.2, 0.2, 0.1], points: 8);
        var curves = prompts.ToCurveSet();
        var fit = LawFitter.Fit(LawRegistry.Get("scoring-wise"), curves);
        var uncertainty = LawUncertainty.Of(fit, curves, CurveNoise.Of(prompts), new UncertaintyOptions { Replicates = 0 });
        Assert.IsTrue(uncertainty.Parameters.Where(p => p.Parameter.Kind == ParameterKind.Gamma).All(p => !p.IsIdentified));
        var messages = IdentificationAnalyser.Analyse(uncertainty, curves).Select(c => c.Message).ToArray();
        Assert.IsTrue(messages.Any(m => m.Contains("against ", StringComparison.Ordinal)
            && m.Contains("correlation ", StringComparison.Ordinal)), string.Join("; ", messages));
    }

    [TestMethod]
    public void A_second_optimum_that_fits_as_well_is_found_and_unmarks_what_it_moves()
    {
        // Two curves end near the β of a third task: whether they own their plateau or borrow it the data cannot tell.
        var key = RandomKey.FromSeed(21).Derive("coverage").Derive("sampling-wise").Derive(50);
        var family = new SamplingWiseLaw();
        var stream = key.Open();
        var natural = SimulatedCurves.RandomParameters(family, 3, stream);
        var shots = Enumerable.Range(0, (int)Math.Round(15 * Math.Pow(256.0 / 15, stream.NextDouble()))).Select(n => (double)n).ToArray();
        var prompts = SimulatedPrompts.Of(family, 3, natural, shots, 1000, 0.9 * stream.NextDouble(), key.Derive("prompts"));
        var curves = prompts.ToCurveSet();
        var fit = LawFitter.Fit(family, curves);
        var uncertainty = LawUncertainty.Of(
            fit, curves, CurveNoise.Of(prompts), new UncertaintyOptions { Replicates = 0, RivalStarts = 200 });
        var rival = uncertainty.Rivals.Where(r => r.Evidence < 3).MaxBy(r => Math.Abs(Math.Log(r.Natural[3] / fit.Efficiency!.Value)));
        Assert.IsNotNull(rival);
        Assert.IsGreaterThan(0.5, Math.Abs(Math.Log(rival.Natural[3] / fit.Efficiency!.Value)));
        Assert.IsFalse(uncertainty["efficiency"].IsIdentified);
        Assert.AreEqual(new CurveProblem(fit.Family, curves).Cost(rival.Coordinates), rival.Cost, 1e-12);
    }

    [TestMethod]
    public void Replicates_of_the_original_law_have_the_columns_of_the_fit()
    {
        double[] natural = [0.4, 0.6, 0.4, 0.8, 0.3, 0.25, 0.7];
        var (prompts, curves, fit) = Case("original", natural, tasks: 2);
        var bootstrap = LawBootstrap.Run(fit, curves, CurveNoise.Of(prompts), new BootstrapOptions { Replicates = 100 });
        Assert.IsTrue(bootstrap.Replicates.All(r => r[3] > r[4] && r[6] > r[5]));
        var swapped = fit.Coordinates.ToArray();
        (swapped[0], swapped[1], swapped[2], swapped[3]) = (swapped[1], swapped[0], swapped[3], swapped[2]);
        swapped[4] = -swapped[4];
        fit.Family.AlignTo(2, fit.Coordinates, swapped);
        for (var i = 0; i < swapped.Length; i++)
        {
            Assert.AreEqual(fit.Coordinates[i], swapped[i], 1e-12);
        }
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_replicates_and_more_of_them_begin_alike()
    {
        var (prompts, curves, fit) = Case();
        double[] First(int replicates) => LawBootstrap.Run(
            fit, curves, CurveNoise.Of(prompts), new BootstrapOptions { Replicates = replicates, Seed = 5 }).Replicates[19];
        CollectionAssert.AreEqual(First(20), First(40));
    }

    [TestMethod]
    public void Mismatched_curves_noise_and_options_are_refused()
    {
        var (prompts, curves, fit) = Case(points: 20);
        Assert.ThrowsExactly<InputException>(() => LawBootstrap.Run(fit, curves.Prefix(0.5), CurveNoise.Of(prompts)));
        Assert.ThrowsExactly<InputException>(() => LawBootstrap.Run(fit, curves.Single(0), CurveNoise.Of(prompts.Single(0))));
        var noise = CurveNoise.Of(prompts);
        Assert.ThrowsExactly<InputException>(() => LawBootstrap.Run(fit, curves, noise, new() { Replicates = 5 }));
        Assert.ThrowsExactly<InputException>(() => LawUncertainty.Of(fit, curves, noise, new() { Level = 1 }));
        Assert.ThrowsExactly<InputException>(() => LawUncertainty.Of(fit, curves, noise, new() { Replicates = 3 }));
    }

    [TestMethod]
    public void Any_law_on_any_curve_gives_numbers()
    {
        Func<double, double>[] shapes = [_ => 0.5, _ => 0, _ => 1, n => n < 4 ? 0.1 : 0.6, n => 0.9 / (1 + Math.Exp(3 - n)), n => n % 2];
        foreach (var law in LawRegistry.All)
        {
            foreach (var (points, shape) in from p in new[] { 2, 12 } from s in shapes select (p, s))
            {
                var shots = Enumerable.Range(0, points).Select(n => (double)n).ToArray();
                var curves = new CurveSet([.. Enumerable.Range(0, law.IsPooled ? 2 : 1).Select(t =>
                    new TaskCurve(t, shots, Array.ConvertAll(shots, n => shape(n))))]);
                var fit = LawFitter.Fit(law, curves);
                var uncertainty = LawUncertainty.Of(
                    fit, curves, CurveNoise.Of(curves), new UncertaintyOptions { Replicates = 20, RivalStarts = 4 });
                foreach (var parameter in uncertainty.Parameters)
                {
                    Assert.IsFalse(double.IsNaN(parameter.StandardError + parameter.Estimate), $"{law} {parameter}");
                    foreach (var interval in new[] { parameter.Interval, parameter.Wald, parameter.Bootstrap!.Value })
                    {
                        Assert.IsLessThanOrEqualTo(interval.Upper, interval.Lower, $"{law} {points} {parameter}");
                    }
                }
                Assert.IsTrue(points > 2 || uncertainty.Parameters.All(p => !p.IsIdentified) || fit.Points >= fit.FreeParameters);
            }
        }
    }
}

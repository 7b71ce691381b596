using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Diagnostics;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Laws.Tests.Simulation;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Tests.Fitting;

/// <summary>Curves that no law likes: a finite, flagged fit, or a refusal that says why.</summary>
[TestClass]
public sealed class DegradedFitTests
{
    public static IEnumerable<object[]> Laws => LawRegistry.All.Select(law => new object[] { law.Name });

    [TestMethod]
    [DynamicData(nameof(Laws))]
    public void Any_finite_curves_give_a_finite_fit(string name)
    {
        var family = LawRegistry.Get(name);
        var stream = RandomKey.FromSeed(14).Open();
        Func<int, double, double>[] shapes =
        [
            (_, _) => 0.5, (_, _) => 0, (_, _) => 1, (t, n) => t == 0 ? 0 : 1, (_, n) => 1 / (1 + n),
            (_, n) => 0.9 / (1 + Math.Exp(3 - n)), (_, _) => stream.NextDouble(), (_, n) => n % 2,
            (t, n) => Math.Exp(-Math.Abs(n - (5 * t))), (t, n) => n < 10 ? 0 : 1,
        ];
        foreach (var shape in shapes)
        {
            foreach (var points in new[] { 1, 2, 5, 40 })
            {
                foreach (var fit in LawFitter.FitAll(family, Curves(3, points, shape)))
                {
                    Assert.IsTrue(fit.Natural.All(double.IsFinite), $"{name}, {points} points");
                    Assert.IsTrue(double.IsFinite(fit.Sse) && !double.IsNaN(fit.Nrmse));
                    Assert.IsTrue(fit.StandardErrors.Values.All(e => e >= 0), string.Join(", ", fit.StandardErrors));
                    Assert.IsTrue(fit.Predict(0, 1e5) is >= 0 and <= 1);
                }
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Laws))]
    public void A_flat_curve_is_fitted_exactly_and_its_shape_flagged(string name)
    {
        foreach (var fit in LawFitter.FitAll(LawRegistry.Get(name), Curves(3, 64, (t, _) => 0.3 + (0.1 * t))))
        {
            Assert.IsLessThan(1e-6, fit.Nrmse);
            Assert.IsTrue(fit.Conclusions.Any(c => c.Code == "flat-curve"));
            Assert.IsTrue(fit.Conclusions.Any(c => c.Code == "not-identified"), "not flagged");
        }
    }

    [TestMethod]
    [DataRow("power")]
    [DataRow("bounded-power")]
    [DataRow("logistic")]
    [DataRow("exponential")]
    [DataRow("hyperbola")]
    [DataRow("broken-power")]
    public void A_falling_curve_is_followed(string name)
    {
        var fit = LawFitter.Fit(LawRegistry.Get(name), Curves(1, 64, (_, n) => 0.2 + (0.4 / (1 + n))));
        Assert.IsLessThan(0.05, fit.Nrmse);
        Assert.IsLessThan(0, fit.Natural[0]);
    }

    [TestMethod]
    [DynamicData(nameof(Laws))]
    public void Fewer_points_than_parameters_are_reported(string name)
    {
        var fit = LawFitter.FitAll(LawRegistry.Get(name), Curves(3, 2, (t, n) => 0.1 + (0.1 * n) + (0.05 * t)))[0];
        Assert.AreEqual(ExitReason.FewerPointsThanParameters, fit.ExitReason);
        Assert.AreEqual(ConclusionSeverity.Error, fit.Conclusions[0].Severity);
        StringAssert.Contains(fit.Warnings[0], $"for {fit.FreeParameters} free parameters");
        Assert.IsTrue(fit.StandardErrors.Values.All(double.IsPositiveInfinity));
    }

    [TestMethod]
    public void A_prior_behind_equal_beta_and_gamma_is_flagged_by_its_label()
    {
        var family = new ScoringWiseLaw();
        double[] natural = [0.5, 0.3, 0.2, 0.3, 0.8, 0.7, 0.1, 0.2, 0.2, 0.1];
        var curves = SimulatedCurves.Of(family, 3, natural, 64, 1000, RandomKey.FromSeed(15));
        var relabelled = new CurveSet([.. curves.Curves.Select(curve => curve with { Task = 10 + curve.Task })]);
        var fit = LawFitter.Fit(family, relabelled);
        var conclusion = fit.Conclusions.FirstOrDefault(c => c.Parameter == "prior[2]");
        Assert.IsNotNull(conclusion, string.Join("; ", fit.Conclusions));
        Assert.AreEqual(12, conclusion.Task);
        StringAssert.Contains(conclusion.Message, "prior of task 12 is not identified");
    }

    [TestMethod]
    public void Well_measured_curves_are_not_flagged()
    {
        var family = new ScoringWiseLaw();
        double[] natural = [0.5, 0.3, 0.2, 0.3, 0.8, 0.7, 0.9, 0.2, 0.2, 0.1];
        var fit = LawFitter.Fit(family, SimulatedCurves.Of(family, 3, natural, 64, 1000, RandomKey.FromSeed(16)));
        Assert.IsEmpty(fit.Warnings, string.Join("; ", fit.Warnings));
    }

    [TestMethod]
    public void Curves_need_not_share_their_shots()
    {
        var family = new ScoringWiseLaw();
        double[] natural = [0.5, 0.3, 0.2, 0.3, 0.8, 0.7, 0.9, 0.2, 0.2, 0.1];
        var whole = SimulatedCurves.Of(family, 3, natural, 64);
        var fit = LawFitter.Fit(family, new CurveSet(
            [.. whole.Curves.Select(curve => curve.Where(n => (int)n % 3 != curve.Task))]));
        Assert.IsLessThan(1e-12, fit.Sse);
        Assert.AreEqual(0.3, fit.Efficiency!.Value, 1e-4);
    }

    [TestMethod]
    [DataRow("original")]
    [DataRow("sampling-wise")]
    [DataRow("scoring-wise")]
    public void One_task_is_refused_by_the_bayesian_laws(string name)
    {
        var error = Assert.ThrowsExactly<InputException>(
            () => LawFitter.Fit(LawRegistry.Get(name), new CurveSet([new TaskCurve(4, [0, 1, 2], [0.1, 0.2, 0.3])])));
        StringAssert.Contains(error.Message, "only task 4");
    }

    [TestMethod]
    public void A_weighted_fit_without_standard_errors_is_refused_with_task_and_shot()
    {
        var options = new LawFitOptions { Weighting = PointWeighting.InverseVariance };
        var curve = new TaskCurve(4, [0, 1, 2, 3], [0.1, 0.2, 0.3, 0.3]);
        var missing = Assert.ThrowsExactly<InputException>(() => LawFitter.Fit(new PowerLaw(), new CurveSet([curve]), options));
        StringAssert.Contains(missing.Message, "task 4");
        var zero = Assert.ThrowsExactly<InputException>(() => LawFitter.Fit(
            new PowerLaw(), new CurveSet([curve with { StandardErrors = [0.1, 0.1, 0, 0.1] }]), options));
        StringAssert.Contains(zero.Message, "task 4, shots 2");
    }

    [TestMethod]
    public void Options_out_of_range_are_refused_by_name()
    {
        foreach (var (options, field) in new (LawFitOptions, string)[]
        {
            (new() { Starts = 0 }, "starts"), (new() { MaximumStarts = 1 }, "maximumStarts"),
            (new() { AgreeingStarts = 0 }, "agreeingStarts"), (new() { MaximumIterations = 0 }, "maximumIterations"),
            (new() { Tolerance = double.NaN }, "tolerance"),
        })
        {
            StringAssert.StartsWith(Assert.ThrowsExactly<InputException>(options.Validate).Message, field);
        }
    }

    private static CurveSet Curves(int tasks, int points, Func<int, double, double> shape) => new(
        [.. Enumerable.Range(0, tasks).Select(t => new TaskCurve(
            t,
            [.. Enumerable.Range(0, points).Select(n => (double)n)],
            [.. Enumerable.Range(0, points).Select(n => Math.Clamp(shape(t, n), 0, 1))]))]);
}

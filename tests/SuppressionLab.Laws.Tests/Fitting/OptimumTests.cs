using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Laws.Tests.Simulation;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Tests.Fitting;

/// <summary>No local optimum above the truth is returned, on curves drawn from each Bayesian law.</summary>
[TestClass]
public sealed class OptimumTests
{
    /// <summary>The share of the slow sets to try: SUPPRESSIONLAB_SLOW_SHARE, all unless set.</summary>
    private static double Share => double.Parse(Environment.GetEnvironmentVariable("SUPPRESSIONLAB_SLOW_SHARE") ?? "1");

    [TestMethod]
    [DataRow("scoring-wise", 1000, 20)]
    [DataRow("sampling-wise", 1000, 12)]
    [DataRow("original", 1000, 4)]
    [DataRow("scoring-wise", 0, 20)]
    [DataRow("sampling-wise", 0, 13)]
    [DataRow("original", 0, 4)]
    public void Squared_error_is_never_above_that_of_the_generating_parameters(string name, int prompts, int sets) =>
        CheckSets(name, prompts, sets);

    /// <summary>
    /// At full share one of the 3,000 noisy sets fails still: the original law's set 547 ends 1.4 % above the truth. Its optimum
    /// has a task of prior .004, and 2 of 10 searches of 60 starts find it.
    /// </summary>
    [TestMethod]
    [TestCategory("Slow")]
    [DataRow("scoring-wise", 1000, 1000)]
    [DataRow("sampling-wise", 1000, 1000)]
    [DataRow("original", 1000, 1000)]
    [DataRow("scoring-wise", 0, 1000)]
    [DataRow("sampling-wise", 0, 1000)]
    public void Squared_error_is_never_above_that_of_the_generating_parameters_on_many_sets(
        string name, int prompts, int sets) => CheckSets(name, prompts, (int)Math.Ceiling(sets * Share));

    /// <summary>
    /// Without noise every local optimum shows, and M! arrangements of each row compete: for 6 to 8 tasks the search may
    /// end at 1e-11 to 1e-5, so those sets are not claimed here. With noise (above) they are.
    /// </summary>
    [TestMethod]
    [TestCategory("Slow")]
    public void Noise_free_curves_of_the_original_law_are_fitted_exactly_for_up_to_five_tasks() =>
        CheckSets("original", 0, (int)Math.Ceiling(210 * Share), 5);

    [TestMethod]
    public void Weighted_fits_minimise_the_weighted_error()
    {
        var family = new ScoringWiseLaw();
        var stream = RandomKey.FromSeed(8).Open();
        var natural = SimulatedCurves.RandomParameters(family, 3, stream);
        var curves = WithErrors(SimulatedCurves.Of(family, 3, natural, 64, 500, RandomKey.FromSeed(9)), stream);
        var options = new LawFitOptions { Weighting = PointWeighting.InverseVariance };
        var weighted = LawFitter.Fit(family, curves, options);
        var equal = LawFitter.Fit(family, curves);
        Assert.IsLessThan(WeightedError(equal, curves), WeightedError(weighted, curves));
        Assert.IsLessThan(weighted.Sse, equal.Sse);
        Assert.AreEqual(WeightedError(weighted, curves), weighted.Cost, 1e-9 * weighted.Cost);
    }

    [TestMethod]
    public void The_same_fit_twice_is_the_same_to_the_last_bit()
    {
        var family = new SamplingWiseLaw();
        var natural = SimulatedCurves.RandomParameters(family, 4, RandomKey.FromSeed(10).Open());
        var curves = SimulatedCurves.Of(family, 4, natural, 64, 500, RandomKey.FromSeed(11));
        var (first, second) = (LawFitter.Fit(family, curves), LawFitter.Fit(family, curves));
        CollectionAssert.AreEqual(first.Natural.ToArray(), second.Natural.ToArray());
        Assert.AreEqual(first.StartsTried, second.StartsTried);
    }

    [TestMethod]
    [DataRow("power")]
    [DataRow("bounded-power")]
    [DataRow("logistic")]
    [DataRow("exponential")]
    [DataRow("hyperbola")]
    [DataRow("broken-power")]
    public void Baselines_recover_their_own_curves(string name)
    {
        var family = LawRegistry.Get(name);
        double[] shape = name switch
        {
            "power" => [0.8],
            "bounded-power" => [1.5, 10],
            "logistic" => [12, 1.7],
            "exponential" => [20],
            "hyperbola" => [0.1],
            _ => [0.3, 1.8, 15, 0.3],
        };
        foreach (var scale in new[] { 1.4, 0.3, -0.2 })
        {
            var curves = SimulatedCurves.Of(family, 1, [scale, 0.4, .. shape], 256);
            var fit = LawFitter.Fit(family, curves);
            Assert.IsLessThan(1e-12, fit.Sse, $"{name}, scale {scale}");
            Assert.AreEqual(scale, fit.Natural[0], 1e-3);
            Assert.AreEqual(0.4, fit.Natural[1], 1e-3);
        }
    }

    [TestMethod]
    public void A_refit_from_the_optimum_stays_there()
    {
        var family = new ScoringWiseLaw();
        var natural = SimulatedCurves.RandomParameters(family, 4, RandomKey.FromSeed(12).Open());
        var curves = SimulatedCurves.Of(family, 4, natural, 128, 1000, RandomKey.FromSeed(13));
        var fit = LawFitter.Fit(family, curves);
        var refit = LawFitter.FitFrom(family, curves, [.. fit.Natural]);
        Assert.AreEqual(fit.Sse, refit.Sse, 1e-9 * fit.Sse);
        Assert.AreEqual(1, refit.StartsTried);
    }

    private static void CheckSets(string name, int prompts, int sets, int mostTasks = 8)
    {
        var family = LawRegistry.Get(name);
        var above = new List<string>();
        for (var i = 0; i < sets; i++)
        {
            var key = RandomKey.FromSeed(6).Derive(name).Derive(i);
            var tasks = 2 + (i % 7);
            if (tasks > mostTasks)
            {
                continue;
            }
            var natural = SimulatedCurves.RandomParameters(family, tasks, key.Open());
            var curves = SimulatedCurves.Of(family, tasks, natural, 256, prompts, key.Derive("noise"));
            var truth = new CurveProblem(family, curves).Cost(family.ToCoordinates(tasks, natural));
            var fit = LawFitter.Fit(family, curves);
            Assert.IsTrue(fit.Natural.All(double.IsFinite), $"set {i}");
            if (fit.Sse > (1.01 * truth) + 1e-12)
            {
                above.Add($"set {i}: {fit.Sse / truth:G5} of the truth's, {fit.StartsAgreeing} of {fit.StartsTried}, {fit.ExitReason}");
            }
        }
        Assert.IsEmpty(above, string.Join("; ", above));
    }

    private static CurveSet WithErrors(CurveSet curves, RandomStream stream) => new([.. curves.Curves.Select(curve =>
        curve with { StandardErrors = Array.ConvertAll(curve.Shots, _ => 0.005 + (0.05 * stream.NextDouble())) })]);

    private static double WeightedError(LawFit fit, CurveSet curves) => Enumerable.Range(0, curves.Curves.Count).Sum(t =>
        curves.Curves[t].Shots.Select((n, i) =>
            Math.Pow((fit.Predict(t, n) - curves.Curves[t].Probabilities[i]) / curves.Curves[t].StandardErrors![i], 2)).Sum());
}

using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.ReEmergence;
using SuppressionLab.Laws.Tests.Simulation;
using SuppressionLab.Laws.Uncertainty;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Laws.Tests.ReEmergence;

/// <summary>How often forecasts of re-emergence come true, on simulated and on measured curves.</summary>
[TestClass]
[TestCategory("Slow")]
public sealed class ReEmergenceCalibrationTests
{
    private static readonly double[] Fractions = [0.1, 0.2, 0.5];

    /// <summary>The share of the slow sets to try: SUPPRESSIONLAB_SLOW_SHARE, all unless set.</summary>
    private static double Share => double.Parse(Environment.GetEnvironmentVariable("SUPPRESSIONLAB_SLOW_SHARE") ?? "1");

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void On_curves_of_the_law_intervals_from_a_fifth_of_the_shots_hold_the_truth_nine_times_in_ten()
    {
        var cases = new List<ReEmergenceCase>();
        for (var set = 0; set < 200 * Share; set++)
        {
            cases.AddRange(Simulated(set));
        }
        Print("simulated", cases);
        AssertHeld(cases);
    }

    [TestMethod]
    public void On_measured_curves()
    {
        // Finished runs (folders with artefacts/curves/*/prompt-scores.parquet), separated by colons.
        if (Environment.GetEnvironmentVariable("SUPPRESSIONLAB_RUNS") is not { Length: > 0 } runs)
        {
            Assert.Inconclusive("SUPPRESSIONLAB_RUNS names no runs");
            return;
        }
        var cases = new List<ReEmergenceCase>();
        foreach (var file in runs.Split(':').SelectMany(run => Directory.GetFiles(
            Path.Combine(run, "artefacts", "curves"), "prompt-scores.parquet", SearchOption.AllDirectories)).Order())
        {
            foreach (var group in PromptScoreTable.Read(file).GroupBy(score => score.K))
            {
                cases.AddRange(Measured(PromptSet.FromScores(group)));
            }
        }
        Print("measured", cases);
        AssertHeld(cases);
    }

    /// <summary>
    /// Nine in ten from a fifth of the shots on: below the nominal 95 %, and from a tenth lower still (the table says by how
    /// much). What a curve does later often does not show in its first shots, and every plausible fit may then be wrong alike.
    /// </summary>
    private static void AssertHeld(List<ReEmergenceCase> cases)
    {
        Assert.IsTrue(cases.All(one => !double.IsNaN(one.Forecast.Shots + one.Forecast.NeverShare)));
        Assert.IsTrue(ReEmergenceCalibration.Summarise(cases).Where(summary => summary.Fraction >= 0.2).All(
            summary => summary.Held > 0.9 - (2 * Math.Sqrt(0.09 / summary.Forecasts))), "see the table");
    }

    private static IEnumerable<ReEmergenceCase> Simulated(int set)
    {
        var law = new ScoringWiseLaw();
        var key = RandomKey.FromSeed(91).Derive("re-emergence").Derive(set);
        var stream = key.Open();
        var tasks = 2 + (set % 4);
        var natural = SimulatedCurves.RandomParameters(law, tasks, stream);
        // K so that the evidence turns the odds within the curve: else there is nothing to foresee.
        natural[tasks] = 0.02 * Math.Pow(15, stream.NextDouble());
        var shots = Enumerable.Range(0, 128).Select(n => (double)n).ToArray();
        var prompts = SimulatedPrompts.Of(law, tasks, natural, shots, 1000, 0.9 * stream.NextDouble(), key.Derive("prompts"));
        var coordinates = law.ToCoordinates(tasks, natural);
        var curves = Enumerable.Range(0, tasks).Select(t => law.Evaluate(tasks, t, coordinates, shots)).ToArray();
        // Three levels between the start and the end of the true curve, and one that it does not reach.
        var levels = curves.Select(p => new[] { 0.3, 0.6, 0.9, 1.15 }
            .Select(share => p[0] + (share * (p[^1] - p[0]))).Where(level => level is > 0.01 and < 0.99).ToArray()).ToArray();
        double Truth(int task, double level) => LevelCrossing.ShotsToReach(
            n => law.Evaluate(tasks, task, coordinates, [n])[0], level, shots[^1]) ?? double.PositiveInfinity;
        return Fractions.SelectMany(fraction =>
            ReEmergenceCalibration.Forecast(law, prompts, fraction, levels, Truth, new() { Replicates = 100 })).ToArray();
    }

    private static IEnumerable<ReEmergenceCase> Measured(PromptSet prompts)
    {
        var curves = prompts.ToCurveSet().Curves;
        var levels = curves.Select(curve =>
        {
            var monotone = MonotoneCurve.Fit(curve);
            return monotone[^1] - monotone[0] < 0.02
                ? []
                : new[] { 0.3, 0.6, 0.9, 1.15 }.Select(share => monotone[0] + (share * (monotone[^1] - monotone[0]))).ToArray();
        }).ToArray();
        return Fractions.SelectMany(fraction => ReEmergenceCalibration.Forecast(
            new ScoringWiseLaw(), prompts, fraction, levels, null, new() { Replicates = 100 })).ToArray();
    }

    private void Print(string what, List<ReEmergenceCase> cases)
    {
        TestContext.WriteLine($"{what}: {cases.Count} cases");
        foreach (var s in ReEmergenceCalibration.Summarise(cases))
        {
            TestContext.WriteLine(
                $"from {s.Fraction:P0}: {s.Forecasts} ahead, held {s.Held:P1}, finite {s.FiniteShare:P1}, "
                + $"median upper/lower {s.MedianRatio:F2}, never {s.NeverForecasts} of which right {s.NeverRight}");
        }
    }
}

using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Laws.Numerics;
using SuppressionLab.Laws.Tests.Simulation;
using SuppressionLab.Laws.Uncertainty;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Tests.Uncertainty;

[TestClass]
public sealed class SimplexIntervalsTests
{
    private static double Share => double.Parse(Environment.GetEnvironmentVariable("SUPPRESSIONLAB_SLOW_SHARE") ?? "1");

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Two_weights_are_one_number_and_need_no_correction()
    {
        var intervals = SimplexIntervals.Of([0.3, 0.7], Draws([0.3, 0.7], 8000, 51), 0.95);
        Assert.AreEqual(1.96, intervals.Critical, 0.06);
        Assert.AreEqual(intervals.Intervals[0].Lower, 1 - intervals.Intervals[1].Upper, 1e-12);
    }

    [TestMethod]
    public void All_weights_hold_together_as_often_as_said()
    {
        double[] prior = [0.1, 0.15, 0.2, 0.25, 0.3];
        var intervals = SimplexIntervals.Of(prior, Draws(prior, 4000, 52), 0.95);
        var held = Draws(prior, 4000, 53).Average(draw => intervals.Contains(draw) ? 1.0 : 0);
        Assert.AreEqual(0.95, held, 0.015);
        // Bonferroni's 2.576 is the most that five weights could need.
        Assert.IsTrue(intervals.Critical is > 2.2 and < 2.65, $"{intervals.Critical}");
    }

    [TestMethod]
    public void A_law_without_a_prior_is_refused()
    {
        var curves = SimulatedCurves.Of(LawRegistry.Get("power"), 1, [1, 0.4, 0.8], 20, 100, RandomKey.FromSeed(1));
        var fit = LawFitter.Fit(LawRegistry.Get("power"), curves);
        var bootstrap = LawBootstrap.Run(fit, curves, CurveNoise.Of(curves), new BootstrapOptions { Replicates = 20 });
        Assert.ThrowsExactly<InputException>(() => SimplexIntervals.Of(bootstrap));
    }

    [TestMethod]
    [TestCategory("Slow")]
    public void On_simulated_prompts_the_whole_prior_is_held_in_93_to_97_per_cent()
    {
        var family = new ScoringWiseLaw();
        var (held, joint, single) = (0, 0, 0.0);
        var sets = (int)Math.Ceiling(600 * Share);
        for (var set = 0; set < sets; set++)
        {
            var key = RandomKey.FromSeed(54).Derive(set);
            var stream = key.Open();
            var tasks = 3 + (set % 4);
            double[] weights = [.. Enumerable.Range(0, tasks).Select(_ => 0.5 + stream.NextDouble())];
            double[] natural =
            [
                .. weights.Select(w => w / weights.Sum()), 0.2 + stream.NextDouble(),
                .. Enumerable.Range(0, tasks).Select(_ => 0.6 + (0.35 * stream.NextDouble())),
                .. Enumerable.Range(0, tasks).Select(_ => 0.05 + (0.25 * stream.NextDouble())),
            ];
            var shots = Enumerable.Range(0, 48).Select(n => (double)n).ToArray();
            var prompts = SimulatedPrompts.Of(family, tasks, natural, shots, 1000, 0.6, key.Derive("prompts"));
            var curves = prompts.ToCurveSet();
            var bootstrap = LawBootstrap.Run(
                LawFitter.Fit(family, curves), curves, CurveNoise.Of(prompts), new BootstrapOptions { Replicates = 400 });
            held++;
            joint += SimplexIntervals.Of(bootstrap).Contains(natural[..tasks]) ? 1 : 0;
            single += Enumerable.Range(0, tasks).All(t => bootstrap.Intervals[t].Contains(natural[t])) ? 1 : 0;
        }
        var share = (double)joint / held;
        TestContext.WriteLine($"{held} sets: whole prior held {share:P1}; with single intervals {single / held:P1}");
        var slack = 2 * Math.Sqrt(0.95 * 0.05 / held);
        Assert.IsTrue(share > 0.93 - slack && share < 0.97 + slack, $"{share}");
    }

    /// <summary>Priors whose log-ratio coordinates are Gaussian around those of a centre.</summary>
    private static double[][] Draws(double[] centre, int count, ulong seed)
    {
        var stream = RandomKey.FromSeed(seed).Open();
        var coordinates = new double[centre.Length - 1];
        Simplex.Coordinates(centre, coordinates);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var prior = new double[centre.Length];
            Simplex.LogProbabilities(Array.ConvertAll(coordinates, x => x + (0.2 * stream.NextGaussian())), prior);
            return Array.ConvertAll(prior, Math.Exp);
        })];
    }
}

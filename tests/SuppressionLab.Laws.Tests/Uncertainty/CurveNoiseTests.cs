using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Tests.Simulation;
using SuppressionLab.Laws.Uncertainty;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Tests.Uncertainty;

/// <summary>Draws and meat of each noise against the covariance that it should have.</summary>
[TestClass]
public sealed class CurveNoiseTests
{
    private static readonly double[] Shots = [0, 1, 2, 3, 4, 5, 6];
    private static readonly double[] Curve = [0.05, 0.2, 0.5, 0.6, 0.7, 0.75, 0.98];

    private static PromptSet Prompts(int count = 60) => new([
        SimulatedPrompts.Of(3, Shots, Curve, count, 0.8, RandomKey.FromSeed(1).Open()),
        SimulatedPrompts.Of(5, Shots[..4], Curve[..4], count, 0.8, RandomKey.FromSeed(2).Open())]);

    [TestMethod]
    [DataRow("prompts")]
    [DataRow("standard errors")]
    [DataRow("counts")]
    [DataRow("nothing")]
    public void Draws_have_the_mean_and_covariance_that_the_meat_says(string kind)
    {
        var noise = Noise(kind);
        var sums = new double[7];
        var products = new double[7 * 7];
        double[][] targets = [new double[7], new double[4]];
        const int draws = 20000;
        var stream = RandomKey.FromSeed(3).Open();
        double[][] centres = [[.. Curve.Select(p => p / 2)], Curve[..4]];
        for (var r = 0; r < draws; r++)
        {
            noise.Draw(stream, centres, targets);
            for (var i = 0; i < 7; i++)
            {
                sums[i] += targets[0][i] - centres[0][i];
                for (var j = 0; j < 7; j++)
                {
                    products[(i * 7) + j] += (targets[0][i] - centres[0][i]) * (targets[0][j] - centres[0][j]);
                }
            }
        }
        var covariance = new double[49];
        noise.AddMeat(0, Identity(7), [.. Enumerable.Range(0, 7)], 7, covariance);
        for (var i = 0; i < 7; i++)
        {
            // A binomial's variance follows the centre, which here is not the measured curve.
            var variance = kind == "counts" ? centres[0][i] * (1 - centres[0][i]) / 60 : covariance[(i * 7) + i];
            Assert.AreEqual(0, sums[i] / draws, 4.5 * Math.Sqrt(variance / draws), $"mean {i}");
            for (var j = 0; j <= i; j++)
            {
                var expected = kind != "counts" ? covariance[(i * 7) + j] * (kind == "prompts" ? 59.0 / 60 : 1) : i == j ? variance : 0;
                Assert.AreEqual(expected, products[(i * 7) + j] / draws, (kind == "counts" ? 0.12 : 0.05) * covariance.Max(), $"{i}, {j}");
            }
        }
    }

    [TestMethod]
    public void The_meat_of_prompts_is_their_sample_covariance_seen_through_the_rows()
    {
        var prompts = Prompts();
        double[] rows = [.. Enumerable.Range(0, 8).Select(i => Math.Sin(i))];
        var meat = new double[25];
        CurveNoise.Of(prompts).AddMeat(1, rows, [4, 1], 5, meat);
        var scores = prompts.Tasks[1].Probabilities.Select(y =>
            (First: y.Zip(rows, (a, b) => a * b).Sum(), Second: y.Zip(rows.Skip(4), (a, b) => a * b).Sum())).ToArray();
        var (first, second) = (scores.Average(s => s.First), scores.Average(s => s.Second));
        var cross = scores.Sum(s => (s.First - first) * (s.Second - second)) / 59 / 60;
        Assert.AreEqual(cross, meat[(4 * 5) + 1], 1e-12);
        Assert.AreEqual(cross, meat[(1 * 5) + 4], 1e-12);
        Assert.AreEqual(scores.Sum(s => (s.First - first) * (s.First - first)) / 59 / 60, meat[24], 1e-12);
        Assert.AreEqual(0, meat[0]);
    }

    [TestMethod]
    public void A_replicate_is_the_mean_of_whole_prompts_and_two_models_are_resampled_alike()
    {
        // With y = prompt number / 60 at all points of one model, and 1 − y of the other, whole and paired prompts give
        // flat replicates that add up to 1.
        TaskPrompts Flat(Func<int, double> value) => new(
            0, Shots, [.. Enumerable.Range(0, 60)], [.. Enumerable.Range(0, 60).Select(i => Enumerable.Repeat(value(i), 7).ToArray())]);
        var one = CurveNoise.Of(new PromptSet([Flat(i => i / 60.0)]));
        var other = CurveNoise.Of(new PromptSet([Flat(i => 1 - (i / 60.0))]));
        double[][] a = [new double[7]], b = [new double[7]];
        one.Draw(RandomKey.FromSeed(4).Open(), null, a);
        other.Draw(RandomKey.FromSeed(4).Open(), null, b);
        for (var i = 0; i < 7; i++)
        {
            Assert.AreEqual(a[0][0], a[0][i], 1e-14);
            Assert.AreEqual(1, a[0][i] + b[0][i], 1e-14);
        }
        Assert.AreNotEqual(59.0 / 120, a[0][0]);
        // A mean of 60 draws of multiples of 1/60.
        Assert.AreEqual(0, Math.IEEERemainder(a[0][0] * 3600, 1), 1e-9);
    }

    [TestMethod]
    public void The_source_says_what_was_there()
    {
        var curves = Prompts().ToCurveSet();
        Assert.AreEqual(NoiseSource.Prompts, CurveNoise.Of(Prompts()).Source);
        Assert.AreEqual(NoiseSource.StandardErrors, CurveNoise.Of(curves).Source);
        Assert.AreEqual(NoiseSource.Counts, CurveNoise.Of(Strip(curves, counts: true)).Source);
        Assert.AreEqual(NoiseSource.Residuals, CurveNoise.Of(Strip(curves, counts: false)).Source);
        Assert.AreEqual(NoiseSource.Residuals, CurveNoise.Of(Prompts(1)).Source);
        var ones = new CurveSet([.. Strip(curves, true).Curves.Select(c => c with { Counts = [.. c.Shots.Select(_ => 1L)] })]);
        Assert.AreEqual(NoiseSource.Residuals, CurveNoise.Of(ones).Source);
    }

    [TestMethod]
    public void One_tasks_noise_is_that_task_alone()
    {
        foreach (var kind in new[] { "prompts", "standard errors", "counts", "nothing" })
        {
            var (whole, single) = (new double[16], new double[16]);
            Noise(kind).AddMeat(1, Identity(4), [0, 1, 2, 3], 4, whole);
            Noise(kind).Single(1).AddMeat(0, Identity(4), [0, 1, 2, 3], 4, single);
            CollectionAssert.AreEqual(whole, single);
        }
    }

    private static CurveNoise Noise(string kind) => kind switch
    {
        "prompts" => CurveNoise.Of(Prompts()),
        "standard errors" => CurveNoise.Of(Prompts().ToCurveSet()),
        _ => CurveNoise.Of(Strip(Prompts().ToCurveSet(), kind == "counts")),
    };

    private static CurveSet Strip(CurveSet curves, bool counts) => new([.. curves.Curves.Select(curve =>
        curve with { StandardErrors = null, Counts = counts ? curve.Counts : null })]);

    private static double[] Identity(int size) =>
        [.. Enumerable.Range(0, size * size).Select(i => i % (size + 1) == 0 ? 1.0 : 0)];
}

using SuppressionLab.Laws.Families;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Tests.Families;

/// <summary>The law of random evidence against the integral that defines it, and against a learner that lives it.</summary>
[TestClass]
public sealed class RandomEvidenceLawTests
{
    private static readonly double[] Prior = [0.6, 0.3, 0.099, 0.001];
    private static readonly double[] Gamma = [0.9, 0.5, 0.7, 0.8];
    private static readonly double[] Beta = [0.2, 0.45, 0.01, 0.3];
    private static readonly double[] Shots = [0, 1, 2, 5, 17, 100, 1000];

    [TestMethod]
    [DataRow(0.02)]
    [DataRow(0.37)]
    [DataRow(4.0)]
    public void Curves_agree_with_the_integral_over_the_evidence(double efficiency)
    {
        var law = new RandomEvidenceLaw();
        var coordinates = law.ToCoordinates(4, [.. Prior, efficiency, .. Gamma, .. Beta]);
        for (var t = 0; t < 4; t++)
        {
            var actual = law.Evaluate(4, t, coordinates, Shots);
            for (var i = 0; i < Shots.Length; i++)
            {
                var evidence = efficiency * Shots[i] * Math.Log(Gamma[t] / Beta[t]);
                var q = MeanPosterior(Math.Log(Prior[t] / (1 - Prior[t])), evidence);
                Assert.AreEqual(Beta[t] + ((Gamma[t] - Beta[t]) * q), actual[i], 1e-7, $"task {t}, {Shots[i]} shots");
            }
        }
    }

    [TestMethod]
    public void It_is_the_mean_curve_of_a_bayesian_learner_of_gaussian_examples()
    {
        // Two Gaussian hypotheses of unit variance a distance d apart: one example's log-likelihood ratio under the first is
        // N(d²/2, d²), so that n examples are worth s = n·d²/2 nats on average.
        const double distance = 0.8;
        const int prompts = 40_000;
        var stream = RandomKey.FromSeed(1).Open();
        var means = new double[12];
        for (var prompt = 0; prompt < prompts; prompt++)
        {
            var logOdds = Math.Log(0.1 / 0.9);
            for (var n = 0; n < means.Length; n++)
            {
                means[n] += 1 / (1 + Math.Exp(-logOdds)) / prompts;
                logOdds += (distance * stream.NextGaussian()) + (distance * distance / 2);
            }
        }
        // With γ = .9 and β = .3 the posterior is (p − β)/(γ − β), and K turns ln(γ/β) into d²/2 nats.
        var law = new RandomEvidenceLaw();
        var efficiency = distance * distance / 2 / Math.Log(3);
        var coordinates = law.ToCoordinates(2, [0.1, 0.9, efficiency, 0.9, 0.9, 0.3, 0.3]);
        var curve = law.Evaluate(2, 0, coordinates, [.. Enumerable.Range(0, means.Length).Select(n => (double)n)]);
        for (var n = 0; n < means.Length; n++)
        {
            // Posteriors have a standard deviation below .5: five standard errors are .0125.
            Assert.AreEqual(means[n], (curve[n] - 0.3) / 0.6, 0.0125, $"{n} examples");
        }
    }

    /// <summary>E σ(a + s + √(2s) Z) by the trapezoidal rule, which is exact to rounding for so smooth a function.</summary>
    private static double MeanPosterior(double logOdds, double evidence)
    {
        const int steps = 200_000;
        const double reach = 10;
        var sum = 0.0;
        for (var i = 0; i <= steps; i++)
        {
            var z = reach * ((2.0 * i / steps) - 1);
            var x = logOdds + evidence + (Math.Sqrt(2 * evidence) * z);
            var q = x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));
            sum += q * Math.Exp(-z * z / 2);
        }
        return sum * (2 * reach / steps) / Math.Sqrt(2 * Math.PI);
    }
}

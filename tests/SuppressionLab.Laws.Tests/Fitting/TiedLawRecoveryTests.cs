using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Laws.Tests.Simulation;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Tests.Fitting;

/// <summary>Parameters come back from noisy curves: 5 tasks, shots 0 to 255, 1,000 prompts a point.</summary>
[TestClass]
public sealed class TiedLawRecoveryTests
{
    private const int Tasks = 5;
    private static readonly double[] Gamma = [0.9, 0.85, 0.8, 0.75, 0.7];
    private static readonly double[] Beta = [0.2, 0.15, 0.1, 0.25, 0.3];
    private static readonly double[] Uniform = [0.2, 0.2, 0.2, 0.2, 0.2];
    private static readonly double[] Skewed = [0.4, 0.25, 0.15, 0.12, 0.08];

    [TestMethod]
    [DataRow("scoring-wise", 0.05, false)]
    [DataRow("scoring-wise", 0.05, true)]
    [DataRow("scoring-wise", 0.1, false)]
    [DataRow("scoring-wise", 0.1, true)]
    [DataRow("sampling-wise", 0.05, false)]
    [DataRow("sampling-wise", 0.05, true)]
    [DataRow("sampling-wise", 0.1, false)]
    [DataRow("sampling-wise", 0.1, true)]
    public void Tied_laws_recover_prior_efficiency_and_gamma(string name, double efficiency, bool skewed)
    {
        var family = LawRegistry.Get(name);
        var prior = skewed ? Skewed : Uniform;
        double[] natural = [.. prior, efficiency, .. Gamma, .. Beta];
        for (var seed = 0; seed < 4; seed++)
        {
            var curves = SimulatedCurves.Of(family, Tasks, natural, 256, 1000, RandomKey.FromSeed(3).Derive(seed));
            var fit = LawFitter.Fit(family, curves);
            AssertWithin(0.03, prior, fit.Prior!, $"prior, seed {seed}");
            AssertWithin(0.1 * efficiency, [efficiency], [fit.Efficiency!.Value], $"K, seed {seed}");
            AssertWithin(0.02, Gamma, fit.Gamma!, $"gamma, seed {seed}");
        }
    }

    private static void AssertWithin(double margin, double[] expected, double[] actual, string what)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], margin, $"{what} [{i}]");
        }
    }
}

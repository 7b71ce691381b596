using SuppressionLab.Generators.PriorEstimation;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Generators.Tests.PriorEstimation;

[TestClass]
public sealed class MixtureWeightsTests
{
    private const double Never = double.NegativeInfinity;

    [TestMethod]
    public void Documents_of_certain_components_give_shares_and_multinomial_errors()
    {
        var rows = Enumerable.Range(0, 200).Select(i => i < 120 ? new[] { -5, Never, Never }
            : i < 180 ? [Never, -7, Never] : [Never, Never, -1.0]).ToList();
        var estimate = MixtureWeights.Estimate(rows);
        double[] expected = [0.6, 0.3, 0.1];
        for (var m = 0; m < 3; m++)
        {
            Assert.AreEqual(expected[m], estimate.Weights[m], 1e-9);
            Assert.AreEqual(Math.Sqrt(expected[m] * (1 - expected[m]) / 200), estimate.StandardErrors[m], 1e-9);
        }
        // The binomial profile: 2·(x ln(x/n s) + (n−x) ln((n−x)/(n(1−s)))) = 3.8415 at both ends.
        var (low, high) = estimate.Interval([1, 2]);
        foreach (var s in new[] { low, high })
        {
            Assert.AreEqual(3.8414588, 2 * ((80 * Math.Log(0.4 / s)) + (120 * Math.Log(0.6 / (1 - s)))), 1e-4);
        }
        Assert.IsTrue(low < 0.4 && high > 0.4);
    }

    [TestMethod]
    public void Overlapping_components_reach_the_maximum_that_a_grid_finds()
    {
        var stream = RandomKey.FromSeed(3).Derive("overlap").Open();
        var rows = Enumerable.Range(0, 300).Select(_ => new[] { -stream.NextDouble(), -2 * stream.NextDouble(), -stream.NextDouble() }).ToList();
        double L(double a, double b) =>
            rows.Sum(r => Math.Log((a * Math.Exp(r[0])) + (b * Math.Exp(r[1])) + ((1 - a - b) * Math.Exp(r[2]))));
        var best = double.NegativeInfinity;
        for (var i = 0; i <= 100; i++)
        {
            for (var j = 0; i + j <= 100; j++)
            {
                best = Math.Max(best, L(i / 100.0, j / 100.0));
            }
        }
        var estimate = MixtureWeights.Estimate(rows);
        Assert.IsGreaterThanOrEqualTo(best - 1e-6, L(estimate.Weights[0], estimate.Weights[1]));
        Assert.AreEqual(1, estimate.Weights.Sum(), 1e-12);
    }

    [TestMethod]
    public void Standard_errors_are_those_of_the_curvature_by_finite_differences()
    {
        var stream = RandomKey.FromSeed(4).Derive("curvature").Open();
        var rows = Enumerable.Range(0, 400).Select(i => new[]
        {
            (i % 3 == 0 ? 0 : -1.5) - stream.NextDouble(), (i % 3 == 1 ? 0 : -1.5) - stream.NextDouble(),
            (i % 3 == 2 ? 0 : -1.5) - stream.NextDouble(),
        }).ToList();
        double L(double a, double b) =>
            rows.Sum(r => Math.Log((a * Math.Exp(r[0])) + (b * Math.Exp(r[1])) + ((1 - a - b) * Math.Exp(r[2]))));
        var estimate = MixtureWeights.Estimate(rows);
        var (x, y, h) = (estimate.Weights[0], estimate.Weights[1], 1e-4);
        var xx = -(L(x + h, y) - (2 * L(x, y)) + L(x - h, y)) / (h * h);
        var yy = -(L(x, y + h) - (2 * L(x, y)) + L(x, y - h)) / (h * h);
        var xy = -(L(x + h, y + h) - L(x + h, y - h) - L(x - h, y + h) + L(x - h, y - h)) / (4 * h * h);
        var determinant = (xx * yy) - (xy * xy);
        Assert.AreEqual(Math.Sqrt(yy / determinant), estimate.StandardErrors[0], 1e-4);
        Assert.AreEqual(Math.Sqrt(xx / determinant), estimate.StandardErrors[1], 1e-4);
        Assert.AreEqual(Math.Sqrt((xx + yy - (2 * xy)) / determinant), estimate.StandardErrors[2], 1e-4);
    }

    [TestMethod]
    public void A_component_that_never_speaks_is_at_its_bound_with_an_upper_limit_but_no_error()
    {
        var estimate = MixtureWeights.Estimate([.. Enumerable.Range(0, 100).Select(_ => new[] { -1.0, -30.0 })]);
        Assert.AreEqual(0, estimate.Weights[1], 1e-9);
        Assert.IsTrue(double.IsNaN(estimate.StandardErrors[1]));
        var (low, high) = estimate.Interval([1]);
        Assert.AreEqual(0, low);
        // 2·100·(−ln(1 − s)) = 3.8415.
        Assert.AreEqual(1 - Math.Exp(-3.8414588 / 200), high, 1e-6);
        var other = estimate.Interval([0]);
        Assert.AreEqual(1 - high, other.Low, 1e-6);
        Assert.AreEqual(1, other.High);
    }

    [TestMethod]
    public void Intervals_cover_the_true_sum_as_often_as_they_say()
    {
        var covered = 0;
        const int runs = 400;
        for (var run = 0; run < runs; run++)
        {
            var stream = RandomKey.FromSeed(5).Derive(run).Open();
            var rows = Enumerable.Range(0, 150).Select(_ =>
            {
                // Two densities of a number: N(0,1) with weight .7, N(2,1) with weight .3.
                var x = stream.NextGaussian() + (stream.NextDouble() < 0.3 ? 2 : 0);
                return new[] { -x * x / 2, -(x - 2) * (x - 2) / 2 };
            }).ToList();
            var (low, high) = MixtureWeights.Estimate(rows).Interval([1]);
            covered += low <= 0.3 && 0.3 <= high ? 1 : 0;
        }
        // 95 % ± 4 standard errors of 400 runs.
        Assert.IsTrue(covered is >= 362 and <= 397, $"{covered} of {runs}");
    }

    [TestMethod]
    public void Impossible_documents_are_counted_and_wrong_rows_refused()
    {
        var estimate = MixtureWeights.Estimate([[-1, Never], [Never, Never], [Never, -2]]);
        Assert.AreEqual((2, 1), (estimate.Documents, estimate.Impossible));
        Assert.AreEqual(0.5, estimate.Weights[0], 1e-9);
        Assert.ThrowsExactly<InputException>(() => MixtureWeights.Estimate([]));
        Assert.ThrowsExactly<InputException>(() => MixtureWeights.Estimate([[Never, Never]]));
        StringAssert.Contains(Assert.ThrowsExactly<InputException>(() => MixtureWeights.Estimate([[-1, -1], [-1]])).Message, "document 1");
        StringAssert.Contains(
            Assert.ThrowsExactly<InputException>(() => MixtureWeights.Estimate([[-1, double.NaN]])).Message, "component 1");
        Assert.ThrowsExactly<InputException>(() => estimate.Interval([2]));
        Assert.ThrowsExactly<InputException>(() => estimate.Interval([0], 1));
    }
}

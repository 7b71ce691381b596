using MathNet.Numerics.Distributions;
using SuppressionLab.Attacks;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Tests.Attacks;

[TestClass]
public sealed class SampleCoverageTests
{
    [TestMethod]
    public void Coverage_is_the_share_of_all_subsets_of_samples_that_hold_a_success()
    {
        const int Samples = 8;
        for (var successes = 0; successes <= Samples; successes++)
        {
            for (var k = 1; k <= Samples; k++)
            {
                // Samples 0 … successes − 1 are the successes; a subset is a bit mask.
                var subsets = Enumerable.Range(0, 1 << Samples).Where(mask => int.PopCount(mask) == k).ToArray();
                var covered = subsets.Count(mask => (mask & ((1 << successes) - 1)) != 0);
                Assert.AreEqual((double)covered / subsets.Length, SampleCoverage.Unbiased(Samples, successes, k), 1e-14);
            }
        }
    }

    [TestMethod]
    public void The_error_of_one_prompt_is_that_of_repeated_draws()
    {
        var stream = RandomKey.FromSeed(4).Derive("draws").Open();
        foreach (var (successes, k) in new[] { (6, 1), (6, 4), (1, 16) })
        {
            var values = Enumerable.Range(0, 20_000).Select(_ => SampleCoverage.Unbiased(
                20, Enumerable.Range(0, 20).Count(_ => stream.NextDouble() < successes / 20.0), k)).ToArray();
            var mean = values.Average();
            var deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
            var estimate = SampleCoverage.Of([successes], 20, k);
            // Some 5 standard errors of a deviation from 20,000 draws.
            Assert.AreEqual(1, deviation / estimate.StandardError, 0.04);
            Assert.AreEqual(SampleCoverage.Unbiased(20, successes, k), estimate.Value);
        }
        Assert.AreEqual(Math.Sqrt(0.3 * 0.7 / 20), SampleCoverage.Of([6], 20, 1).StandardError, 1e-12);
    }

    [TestMethod]
    public void Several_prompts_have_the_error_of_their_mean()
    {
        // k = 1: shares .1, .4 and .1, of mean .2 and sample deviation √.03.
        var estimate = SampleCoverage.Of([1, 4, 1], 10, 1);
        Assert.AreEqual(0.2, estimate.Value, 1e-15);
        Assert.AreEqual(Math.Sqrt(0.03 / 3), estimate.StandardError, 1e-15);
        Assert.AreEqual(3, estimate.Count);
        CollectionAssert.AreEqual(new[] { 1, 2, 4, 8, 10 }, SampleCoverage.Ks(10).ToArray());
        CollectionAssert.AreEqual(new[] { 1, 2, 4, 8 }, SampleCoverage.Ks(8).ToArray());
    }

    [TestMethod]
    public void Half_coverage_of_one_prompt_follows_from_its_success_probability()
    {
        var half = SamplesToHalf.OfOnePrompt(8, 64, 0.95);
        Assert.AreEqual(0.5, Math.Pow(1 - (8.0 / 64), half.Samples), 1e-12);
        // Wilson's interval of 8 in 64, from its defining equation (p̂ − p)² = z²p(1 − p)/n.
        foreach (var end in new[] { half.Low, half.High })
        {
            var p = 1 - Math.Pow(0.5, 1 / end);
            Assert.AreEqual(Math.Pow(Normal.InvCDF(0, 1, 0.975), 2), Math.Pow(0.125 - p, 2) / (p * (1 - p) / 64), 1e-9);
        }
        Assert.IsTrue(half.Low < half.Samples && half.Samples < half.High);
        var never = SamplesToHalf.OfOnePrompt(0, 64, 0.95);
        Assert.AreEqual((double.PositiveInfinity, double.PositiveInfinity), (never.Samples, never.High));
        Assert.IsTrue(never.Low is > 5 and < 20);
        Assert.AreEqual(1, SamplesToHalf.OfOnePrompt(64, 64, 0.95).High);
    }

    [TestMethod]
    public void The_law_finds_where_beta_binomial_prompts_are_half_covered()
    {
        // A = 1, a = 8, b = 1: failure probabilities are Beta(8, 1), coverage(k) = 1 − 8/(8 + k), half at k = 8.
        var stream = RandomKey.FromSeed(2).Derive("prompts").Open();
        var successes = Enumerable.Range(0, 400).Select(_ =>
        {
            var failure = Math.Pow(stream.NextDouble(), 1 / 8.0);
            return Enumerable.Range(0, 32).Count(_ => stream.NextDouble() >= failure);
        }).ToArray();
        var half = SamplesToHalf.OfPrompts(successes, 32, 30, 0.95, RandomKey.FromSeed(3));
        Assert.IsTrue(half.Low <= 8 && 8 <= half.High, $"{half}");
        Assert.IsTrue(half.Low > 6 && half.High < 11, $"{half}");
        Assert.HasCount(3, half.Parameters!);
        Assert.IsTrue(half.Parameters!.All(p => p.StandardError > 0));

        var never = SamplesToHalf.OfPrompts(new int[30], 32, 3, 0.95, RandomKey.FromSeed(3));
        // None of 30: Wilson's upper bound of coverage at 32 samples is z²/(30 + z²) = .11, so that half is farther than 32.
        Assert.AreEqual((double.PositiveInfinity, 32, double.PositiveInfinity), (never.Samples, never.Low, never.High));
        Assert.AreEqual(1, SamplesToHalf.OfPrompts([0, 0], 32, 3, 0.95, RandomKey.FromSeed(3)).Low);
        Assert.AreEqual(1, SamplesToHalf.OfPrompts([.. Enumerable.Repeat(32, 30)], 32, 3, 0.95, RandomKey.FromSeed(3)).High);
    }
}

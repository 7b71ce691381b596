using SuppressionLab.Laws.Uncertainty;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Tests.Uncertainty;

[TestClass]
public sealed class SeedLevelTests
{
    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(6)]
    public void The_interval_over_few_seeds_holds_its_level_where_the_hierarchical_bootstrap_does_not(int seeds)
    {
        const int studies = 600;
        var (held, hierarchical) = (0, 0);
        for (var i = 0; i < studies; i++)
        {
            var stream = RandomKey.FromSeed(41).Derive(seeds).Derive(i).Open();
            var estimates = Enumerable.Range(0, seeds).Select(_ => 0.7 + stream.NextGaussian() + (0.4 * stream.NextGaussian())).ToArray();
            var replicates = estimates.Select(x => Enumerable.Range(0, 40).Select(_ => x + (0.4 * stream.NextGaussian())).ToArray());
            var combined = SeedLevel.Combine(estimates, [.. replicates], ParameterScale.Identity);
            held += combined.Interval.Contains(0.7) ? 1 : 0;
            hierarchical += combined.Hierarchical.Contains(0.7) ? 1 : 0;
        }
        // Three standard errors of the counts; never below the level on purpose, so a little above is allowed for.
        Assert.AreEqual(0.955, (double)held / studies, 0.03);
        Assert.IsLessThan(0.93, (double)hierarchical / studies);
    }

    [TestMethod]
    public void Seeds_that_agree_by_chance_are_not_surer_than_their_prompts_allow()
    {
        var replicates = Enumerable.Range(0, 200).Select(i => 0.5 + (0.1 * Math.Sin(i))).ToArray();
        var combined = SeedLevel.Combine([0.5, 0.5, 0.5], [replicates, replicates, replicates], ParameterScale.Identity);
        Assert.AreEqual(0, combined.BetweenSeeds);
        Assert.AreEqual(combined.WithinSeeds * 1.95996 / Math.Sqrt(3), combined.Interval.Upper - 0.5, 1e-4);
    }

    [TestMethod]
    public void One_seed_keeps_its_own_interval()
    {
        var replicates = Enumerable.Range(0, 999).Select(i => (i + 1) / 1000.0).ToArray();
        var combined = SeedLevel.Combine([0.5], [replicates], ParameterScale.Logit);
        Assert.AreEqual(0.5, combined.Mean);
        Assert.AreEqual(0.025, combined.Interval.Lower, 0.02);
        Assert.AreEqual(0.975, combined.Interval.Upper, 0.02);
    }

    [TestMethod]
    public void Nothing_to_combine_is_refused()
    {
        Assert.ThrowsExactly<InputException>(() => SeedLevel.Combine([], [], ParameterScale.Identity));
        Assert.ThrowsExactly<InputException>(() => SeedLevel.Combine([]));
        Assert.ThrowsExactly<InputException>(() => SeedLevel.Combine([1], [[1, 2, 3]], ParameterScale.Identity));
        Assert.ThrowsExactly<InputException>(() => SeedLevel.Combine([1], [new double[20]], ParameterScale.Identity, 95));
    }
}

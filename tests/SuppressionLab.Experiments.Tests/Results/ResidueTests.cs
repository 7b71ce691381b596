using SuppressionLab.Experiments.Results;

namespace SuppressionLab.Experiments.Tests.Results;

[TestClass]
public sealed class ResidueTests
{
    [TestMethod]
    public void Over_three_seeds_a_difference_needs_more_than_four_standard_errors()
    {
        // Student's 97.5 % point of two degrees of freedom is 4.30.
        Assert.IsFalse(Of(0.4, 0.1, seeds: 3).Finds);
        Assert.IsTrue(Of(0.44, 0.1, seeds: 3).Finds);
        Assert.IsTrue(Of(0.2, 0.1, seeds: 1).Finds, "within one seed the normal 1.96");
    }

    [TestMethod]
    public void Less_than_never_seen_is_told_but_not_found()
    {
        var residue = Of(-0.3, 0.02, seeds: 3);
        Assert.IsTrue(residue.Differs);
        Assert.IsFalse(residue.Finds);
    }

    [TestMethod]
    public void What_cannot_tell_the_controls_apart_tells_nothing()
    {
        var residue = new Residue("probe", "m", "sft", 1, new Estimate(0.9, 0.1), new Estimate(0.09, 0.001), new Estimate(0.1, 0.09), 3);
        Assert.IsFalse(residue.IsTelling);
        Assert.IsFalse(residue.Differs);
    }

    [TestMethod]
    public void Seeds_that_agree_by_chance_keep_their_own_errors()
    {
        var same = Significance.OverSeeds([new Estimate(1, 0.3), new Estimate(1, 0.3), new Estimate(1, 0.3)]);
        Assert.AreEqual(0.3 / Math.Sqrt(3), same.StandardError, 1e-12);
        var apart = Significance.OverSeeds([new Estimate(0, 0.01), new Estimate(3, 0.01), new Estimate(6, 0.01)]);
        Assert.AreEqual(3 / Math.Sqrt(3), apart.StandardError, 1e-12);
    }

    private static Residue Of(double excess, double error, int seeds) =>
        new("in context", "m", "sft", 1, new Estimate(excess, error), new Estimate(excess, error), new Estimate(1, 0.01), seeds);
}

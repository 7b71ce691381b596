using SuppressionLab.Experiments.Results;

namespace SuppressionLab.Experiments.Tests.Results;

[TestClass]
public sealed class HalfRecoveryTests
{
    [TestMethod]
    public void The_middle_is_found_on_the_line_between_two_doses()
    {
        // From 4 to 2: half is 3, which the line from (1, 3.5) to (3, 2.5) crosses at 2.
        Assert.AreEqual(2, HalfRecovery.Of([0, 1, 3, 9], [4, 3.5, 2.5, 2], pretrained: 2, neverSaw: double.PositiveInfinity, standardError: 0.1), 1e-12);
    }

    [TestMethod]
    public void A_model_driven_far_beyond_never_having_seen_it_has_the_same_level_to_reach()
    {
        // Never saw it: 4, so that the level is 3 whether the model starts at 4 or at 20.
        Assert.AreEqual(2, HalfRecovery.Of([0, 1, 3], [20, 3.5, 2.5], pretrained: 2, neverSaw: 4, standardError: 0.1), 1e-12);
    }

    [TestMethod]
    public void What_never_comes_back_is_infinite_and_what_never_went_is_no_number()
    {
        Assert.AreEqual(double.PositiveInfinity, HalfRecovery.Of([0, 1, 5], [4, 3.9, 3.5], 2, 4, 0.1));
        Assert.AreEqual(double.NaN, HalfRecovery.Of([0, 1], [2.1, 2], 2, 4, 0.1));
    }
}

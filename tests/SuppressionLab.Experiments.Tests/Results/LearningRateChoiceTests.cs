using SuppressionLab.Experiments.Results;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Tests.Results;

[TestClass]
public sealed class LearningRateChoiceTests
{
    [TestMethod]
    public void Of_the_rates_within_the_allowance_the_one_that_suppresses_most_is_taken()
    {
        LearningRateTrial[] trials = [new(1e-4, 1.9, 2.2), new(1e-3, 2.04, 3.5), new(1e-2, 2.3, 9)];
        Assert.AreEqual(1e-3, LearningRateChoice.Of(2, trials, 0.05));
        Assert.AreEqual(1e-2, LearningRateChoice.Of(2, trials, 0.5));
    }

    [TestMethod]
    public void If_every_rate_damages_more_the_least_damage_is_taken()
    {
        LearningRateTrial[] trials = [new(1e-4, 2.5, 3), new(1e-3, 2.2, 2.5), new(1e-2, 4, 9)];
        Assert.AreEqual(1e-3, LearningRateChoice.Of(2, trials, 0.05));
    }

    [TestMethod]
    public void A_rate_that_broke_training_is_out_of_the_running()
    {
        LearningRateTrial[] trials = [new(1e-4, 2, 2.1), new(1e-2, null, null)];
        Assert.AreEqual(1e-4, LearningRateChoice.Of(2, trials, 0.05));
        var refused = Assert.ThrowsExactly<InputException>(() => LearningRateChoice.Of(2, [new(1e-2, null, null)], 0.05));
        StringAssert.Contains(refused.Message, "learningRateSearch.rates");
    }
}

using SuppressionLab.Experiments.Results;

namespace SuppressionLab.Experiments.Tests.Results;

[TestClass]
public sealed class ReadingTests
{
    [TestMethod]
    public void One_seed_keeps_its_own_interval()
    {
        var reading = new Reading(0.3, 0.1, 0.4);
        Assert.AreEqual(reading, Reading.OverSeeds([reading]));
        Assert.IsTrue(double.IsNaN(Reading.OverSeeds([]).Value));
    }

    [TestMethod]
    public void Several_seeds_give_students_interval_of_their_spread()
    {
        var mean = Reading.OverSeeds([new(0.2, 0.19, 0.21), new(0.4, 0.39, 0.41), new(0.3, double.NaN, double.NaN)]);
        // t of two degrees is 4.302653; the standard deviation is 0.1.
        Assert.AreEqual(0.3, mean.Value, 1e-12);
        Assert.AreEqual(0.3 - (4.302653 * 0.1 / Math.Sqrt(3)), mean.Low, 1e-6);
        Assert.AreEqual(0.3 + (4.302653 * 0.1 / Math.Sqrt(3)), mean.High, 1e-6);
    }

    [TestMethod]
    public void Seeds_that_agree_by_chance_are_no_narrower_than_their_own_intervals()
    {
        var mean = Reading.OverSeeds([new(0.3, 0.2, 0.4), new(0.3, 0.2, 0.4)]);
        Assert.AreEqual(0.3 - (0.1 / Math.Sqrt(2)), mean.Low, 1e-12);
        Assert.AreEqual(0.3 + (0.1 / Math.Sqrt(2)), mean.High, 1e-12);
    }
}

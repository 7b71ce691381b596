using SuppressionLab.Experiments.Comparisons;
using SuppressionLab.Experiments.Results;

namespace SuppressionLab.Experiments.Tests.Comparisons;

[TestClass]
public sealed class DifferenceTests
{
    [TestMethod]
    public void Over_seeds_the_interval_is_Students_of_the_paired_differences()
    {
        // Differences 1, 2, 3: mean 2, standard deviation 1, t of two degrees of freedom 4.3027.
        var difference = Difference.Of("q", "m", [Pair(10, 11), Pair(20, 22), Pair(30, 33)])!;
        Assert.AreEqual(2, difference.Change.Value, 1e-12);
        Assert.AreEqual(2 - (4.302652730 / Math.Sqrt(3)), difference.Interval.Low, 1e-6);
        Assert.AreEqual(2 + (4.302652730 / Math.Sqrt(3)), difference.Interval.High, 1e-6);
        Assert.IsFalse(difference.Stands);
    }

    [TestMethod]
    public void Within_one_seed_the_errors_of_both_add_in_squares()
    {
        var difference = Difference.Of("q", "m", [Pair(0.5, 0.4, 0.03, 0.04)])!;
        Assert.AreEqual(0.05, difference.Change.StandardError, 1e-12);
        Assert.AreEqual(-0.1 - (1.96 * 0.05), difference.Interval.Low, 1e-12);
        Assert.IsTrue(difference.Stands);
    }

    [TestMethod]
    public void Seeds_of_which_one_run_does_not_know_the_number_do_not_count()
    {
        Assert.AreEqual(1, Difference.Of("q", "m", [Pair(1, double.NaN), Pair(1, 2)])!.Seeds);
        Assert.IsNull(Difference.Of("q", "m", [Pair(double.NaN, 2)]));
    }

    private static (Estimate, Estimate) Pair(double first, double second, double firstError = 0, double secondError = 0) =>
        (new Estimate(first, firstError), new Estimate(second, secondError));
}

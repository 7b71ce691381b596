using SuppressionLab.Judging;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Tests.Judging;

[TestClass]
public sealed class ConfusionTests
{
    [TestMethod]
    public void Two_components_are_corrected_as_rogan_and_gladen_have_it()
    {
        // Sensitivity 180/200, specificity 240/300; 130 of 400 judged positive.
        var shares = new Confusion([[240, 60], [20, 180]]).Correct([270, 130]);
        var (q, se, sp) = (130 / 400.0, 0.9, 0.8);
        var youden = se + sp - 1;
        var prevalence = (q + sp - 1) / youden;
        Assert.AreEqual(q, shares[1].Raw, 1e-12);
        Assert.AreEqual(prevalence, shares[1].Corrected, 1e-12);
        Assert.AreEqual(1 - prevalence, shares[0].Corrected, 1e-12);

        // Their variance: (V(q) + π²V(se) + (1 − π)²V(sp)) / youden², here with ½ added to each count.
        static double Variance(double successes, double n) => (successes + 0.5) * (n - successes + 0.5) / ((n + 1) * (n + 1)) / n;
        Assert.AreEqual(Math.Sqrt(Variance(130, 400)), shares[1].RawStandardError, 1e-12);
        var variance = Variance(130, 400) + (prevalence * prevalence * Variance(180, 200))
            + ((1 - prevalence) * (1 - prevalence) * Variance(240, 300));
        Assert.AreEqual(Math.Sqrt(variance) / youden, shares[1].CorrectedStandardError, 1e-12);
    }

    [TestMethod]
    public void A_perfect_judge_needs_no_correction()
    {
        var shares = new Confusion([[50, 0, 0], [0, 50, 0], [0, 0, 50]]).Correct([10, 30, 60]);
        for (var c = 0; c < 3; c++)
        {
            Assert.AreEqual(shares[c].Raw, shares[c].Corrected, 1e-12);
            Assert.IsGreaterThan(0, shares[c].RawStandardError);
            Assert.IsGreaterThanOrEqualTo(shares[c].RawStandardError, shares[c].CorrectedStandardError);
        }
    }

    /// <summary>Drawn again and again, estimates scatter about the truth as widely as their standard errors say.</summary>
    [TestMethod]
    public void Standard_errors_are_the_scatter_of_estimates()
    {
        double[][] confusion = [[0.8, 0.15, 0.05], [0.2, 0.7, 0.1], [0.1, 0.2, 0.7]];
        double[] before = [0.5, 0.3, 0.2], after = [0.9, 0.08, 0.02];
        var stream = RandomKey.FromSeed(4).Derive("scatter").Open();
        const int times = 2_000;
        var (single, change) = (new double[3], new double[3]);
        for (var i = 0; i < times; i++)
        {
            var estimated = new Confusion([.. confusion.Select(row => Draw(stream, row, 150))]);
            var (first, second) = (Draw(stream, Mixed(before), 300), Draw(stream, Mixed(after), 300));
            var (shares, changes) = (estimated.Correct(first), estimated.Compare(first, second));
            for (var c = 0; c < 3; c++)
            {
                single[c] += Math.Pow((shares[c].Corrected - before[c]) / shares[c].CorrectedStandardError, 2) / times;
                change[c] += Math.Pow((changes[c].Corrected - (after[c] - before[c])) / changes[c].CorrectedStandardError, 2) / times;
            }
        }
        foreach (var square in single.Concat(change))
        {
            // A mean of 2,000 squares has a standard error of .032; the delta method itself is off by some percent.
            Assert.AreEqual(1, square, 0.15);
        }

        double[] Mixed(double[] shares) => [.. Enumerable.Range(0, 3).Select(v => Enumerable.Range(0, 3).Sum(c => shares[c] * confusion[c][v]))];
    }

    [TestMethod]
    public void Errors_of_a_change_are_less_than_those_of_its_ends_together()
    {
        var confusion = new Confusion([[30, 10], [8, 32]]);
        var (before, after) = (confusion.Correct([200, 800]), confusion.Correct([250, 750]));
        var change = confusion.Compare([200, 800], [250, 750]);
        Assert.AreEqual(after[0].Corrected - before[0].Corrected, change[0].Corrected, 1e-12);
        Assert.AreEqual(0.05, change[0].Raw, 1e-12);
        var apart = Math.Sqrt(Math.Pow(before[0].CorrectedStandardError, 2) + Math.Pow(after[0].CorrectedStandardError, 2));
        Assert.IsLessThan(0.7 * apart, change[0].CorrectedStandardError);
    }

    [TestMethod]
    public void A_judge_that_cannot_tell_components_apart_is_said_to()
    {
        var blind = new Confusion([[20, 20, 0], [20, 20, 0], [0, 0, 40]]);
        CollectionAssert.AreEqual(new[] { (0, 1) }, blind.Indistinguishable().ToArray());
        var shares = blind.Correct([10, 10, 20]);
        Assert.AreEqual(0.25, shares[0].Raw);
        Assert.IsTrue(double.IsNaN(shares[0].Corrected) && double.IsNaN(shares[0].CorrectedStandardError));
        // Nearly so: a number comes out, with the warning.
        CollectionAssert.AreEqual(new[] { (0, 1) }, new Confusion([[21, 19, 0], [20, 20, 0], [0, 0, 40]]).Indistinguishable().ToArray());
        Assert.IsEmpty(new Confusion([[39, 1, 0], [2, 38, 0], [0, 0, 40]]).Indistinguishable());
    }

    private static int[] Draw(RandomStream stream, double[] probabilities, int count)
    {
        var counts = new int[probabilities.Length];
        for (var i = 0; i < count; i++)
        {
            var (at, uniform) = (0, stream.NextDouble());
            while (at < probabilities.Length - 1 && (uniform -= probabilities[at]) >= 0)
            {
                at++;
            }
            counts[at]++;
        }
        return counts;
    }
}

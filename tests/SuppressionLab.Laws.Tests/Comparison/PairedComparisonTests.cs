using SuppressionLab.Laws.Comparison;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.Tests.Comparison;

/// <summary>Against scipy 1.10 (ttest_rel, wilcoxon) and a hand-made Holm correction.</summary>
[TestClass]
public sealed class PairedComparisonTests
{
    private static readonly double[] First = [0.031, 0.052, 0.047, 0.060, 0.029, 0.088, 0.041, 0.075];
    private static readonly double[] Second = [0.028, 0.061, 0.039, 0.041, 0.033, 0.070, 0.040, 0.052];

    [TestMethod]
    public void The_tests_agree_with_scipy()
    {
        var pair = PairedComparison.Of([.. Cells("a", First), .. Cells("b", Second)])[0];
        Assert.AreEqual(8, pair.Cells);
        Assert.AreEqual(1.7906999001468225, pair.T, 1e-10);
        Assert.AreEqual(0.11645844411148355, pair.StudentP, 1e-8);
        Assert.AreEqual(0.1953125, pair.WilcoxonP, 1e-12);
        Assert.AreEqual(0.04933294716674134, SignedRank.Test([1, 2, 2, -3, 4, 4, -4, 5, 6, 0, 7, -1, 8]), 1e-7);
    }

    [TestMethod]
    public void The_exact_signed_rank_test_counts_all_signs()
    {
        double[] differences = [0.3, -0.1, 0.7, 0.4, -0.2, 0.9];
        var observed = Sum(differences);
        var extreme = 0;
        for (var signs = 0; signs < 64; signs++)
        {
            var sum = Sum([.. differences.Select((d, i) => (signs >> i & 1) == 1 ? Math.Abs(d) : -Math.Abs(d))]);
            extreme += Math.Abs(sum - 10.5) >= Math.Abs(observed - 10.5) ? 1 : 0;
        }
        Assert.AreEqual(extreme / 64.0, SignedRank.Test(differences), 1e-12);

        static double Sum(double[] d) =>
            d.OrderBy(Math.Abs).Select((value, rank) => value > 0 ? rank + 1.0 : 0).Sum();
    }

    [TestMethod]
    public void Holm_multiplies_by_the_hypotheses_left_and_never_falls()
    {
        double[] adjusted = Holm.Adjust([0.01, 0.04, 0.03, 0.005]);
        double[] expected = [0.03, 0.06, 0.06, 0.02];
        for (var i = 0; i < 4; i++)
        {
            Assert.AreEqual(expected[i], adjusted[i], 1e-15);
        }
        Assert.AreEqual(1, Holm.Adjust([0.9, 0.8])[0]);
    }

    [TestMethod]
    public void Only_common_finite_cells_count_and_three_laws_make_three_corrected_pairs()
    {
        var third = Cells("c", [0.5, double.NaN, 0.4, double.PositiveInfinity]).ToArray();
        var pairs = PairedComparison.Of([.. Cells("a", First), .. Cells("b", Second), .. third]);
        Assert.HasCount(3, pairs);
        Assert.AreEqual(2, pairs[1].Cells);
        Assert.AreEqual("a", pairs[1].First);
        Assert.AreEqual("c", pairs[1].Second);
        Assert.AreEqual(Math.Min(1, Holm.Adjust([.. pairs.Select(p => p.StudentP)])[0]), pairs[0].HolmStudentP);
        Assert.IsTrue(pairs.All(p => p.HolmStudentP >= p.StudentP && p.HolmWilcoxonP >= p.WilcoxonP));
    }

    [TestMethod]
    public void Equal_scores_no_common_cell_and_constant_differences_give_numbers()
    {
        var same = PairedComparison.Of([.. Cells("a", First), .. Cells("b", First)])[0];
        Assert.AreEqual((0, 1, 1), (same.T, same.StudentP, same.WilcoxonP));
        var none = PairedComparison.Of([.. Cells("a", [1]), .. Cells("b", [])  , new ScoreCell("b", "other", 3, 0, 1, 2)])[0];
        Assert.AreEqual((0, 1.0), (none.Cells, none.StudentP));
        var constant = PairedComparison.Of([.. Cells("a", [1, 2, 3]), .. Cells("b", [0, 1, 2])])[0];
        Assert.AreEqual((double.PositiveInfinity, 0), (constant.T, constant.StudentP));
    }

    [TestMethod]
    public void A_cell_twice_is_refused() => StringAssert.Contains(
        Assert.ThrowsExactly<InputException>(() => PairedComparison.Of([.. Cells("a", First), .. Cells("a", First)])).Message,
        "law a, model m, k 3, task 0, seed 1: two scores");

    private static IEnumerable<ScoreCell> Cells(string law, double[] scores) =>
        scores.Select((score, task) => new ScoreCell(law, "m", 3, task, 1, score));
}

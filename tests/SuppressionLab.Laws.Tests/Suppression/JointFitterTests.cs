using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Laws.Suppression;
using SuppressionLab.Laws.Tests.Simulation;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Tests.Suppression;

[TestClass]
public sealed class JointFitterTests
{
    private static readonly double[] Before = [0.4, 0.35, 0.25, 0.3, 0.8, 0.7, 0.6, 0.2, 0.15, 0.1];
    private static readonly double[] After = [0.8, 0.15, 0.05, 0.3, 0.8, 0.7, 0.6, 0.2, 0.15, 0.1];

    [TestMethod]
    [DataRow("scoring-wise")]
    [DataRow("sampling-wise")]
    [DataRow("random-evidence")]
    public void A_prior_that_alone_moved_is_found_with_what_all_conditions_share(string law)
    {
        var family = (TiedBayesianLaw)LawRegistry.Get(law);
        var fit = JointFitter.FitAll(family, Exact(family, Before, After), [SuppressionModel.PriorOnly]).Single();
        Assert.IsLessThan(1e-12, fit.Sse);
        for (var i = 0; i < Before.Length; i++)
        {
            Assert.AreEqual(Before[i], fit.Natural[0][i], 1e-4);
            Assert.AreEqual(After[i], fit.Natural[1][i], 1e-4);
        }
    }

    [TestMethod]
    public void A_larger_model_never_fits_worse_and_everything_is_the_separate_fits()
    {
        var family = new ScoringWiseLaw();
        for (var seed = 0; seed < 5; seed++)
        {
            var stream = RandomKey.FromSeed(3).Derive(seed).Open();
            var conditions = Enumerable.Range(0, 3).Select(c => new SuppressionCondition($"{c}", c, SimulatedCurves.Of(
                family, 3, SimulatedCurves.RandomParameters(family, 3, stream), 40, 300, RandomKey.FromSeed(4).Derive(seed).Derive(c)))).ToList();
            var fits = JointFitter.FitAll(family, conditions);
            foreach (var larger in fits)
            {
                foreach (var smaller in fits.Where(fit => fit.Model.IsNestedIn(larger.Model)))
                {
                    Assert.IsLessThanOrEqualTo(smaller.Sse * (1 + 1e-9), larger.Sse, $"seed {seed}: {smaller.Model} in {larger.Model}");
                }
            }
            var separate = conditions.Sum(condition => LawFitter.Fit(family, condition.Curves).Sse);
            Assert.AreEqual(separate, fits[^1].Sse, 1e-3 * separate, $"seed {seed}");
        }
    }

    [TestMethod]
    public void One_condition_and_conditions_of_other_tasks_are_refused()
    {
        var family = new ScoringWiseLaw();
        var both = Exact(family, Before, After);
        Assert.ThrowsExactly<InputException>(() => JointFitter.FitAll(family, both.Take(1).ToList()));
        var fewer = both[1] with { Curves = new CurveSet([.. both[1].Curves.Curves.Take(2)]) };
        var error = Assert.ThrowsExactly<InputException>(() => JointFitter.FitAll(family, [both[0], fewer]));
        StringAssert.Contains(error.Message, "condition 'after' has tasks 0, 1");
    }

    [TestMethod]
    public void Curves_of_other_lengths_are_fitted_together()
    {
        var family = new ScoringWiseLaw();
        var both = Exact(family, Before, After);
        var shorter = both[1] with { Curves = both[1].Curves.Prefix(0.4) };
        var fit = JointFitter.FitAll(family, [both[0], shorter], [SuppressionModel.PriorOnly]).Single();
        Assert.AreEqual(0.8, fit.Prior(1)[0], 1e-3);
    }

    private static IReadOnlyList<SuppressionCondition> Exact(TiedBayesianLaw family, double[] before, double[] after) =>
    [
        new("before", 0, SimulatedCurves.Of(family, 3, before, 40)),
        new("after", 1, SimulatedCurves.Of(family, 3, after, 40)),
    ];
}

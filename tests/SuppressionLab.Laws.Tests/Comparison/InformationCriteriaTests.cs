using SuppressionLab.Laws.Comparison;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Laws.Tests.Simulation;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Tests.Comparison;

[TestClass]
public sealed class InformationCriteriaTests
{
    private static readonly double[] Natural = [0.5, 0.3, 0.2, 0.3, 0.8, 0.7, 0.9, 0.2, 0.2, 0.1];

    [TestMethod]
    public void They_are_the_Gaussian_likelihood_at_the_estimated_variance_with_its_penalty()
    {
        var curves = SimulatedCurves.Of(new ScoringWiseLaw(), 3, Natural, 30, 500, RandomKey.FromSeed(61));
        var fit = LawFitter.Fit(new ScoringWiseLaw(), curves);
        var criteria = InformationCriteria.Of([fit]);
        var variance = fit.Sse / 90;
        var logLikelihood = (from t in Enumerable.Range(0, 3)
                             from i in Enumerable.Range(0, 30)
                             let residual = curves.Curves[t].Probabilities[i] - fit.Predict(t, i)
                             select (-0.5 * Math.Log(2 * Math.PI * variance)) - (residual * residual / 2 / variance)).Sum();
        Assert.AreEqual((-2 * logLikelihood) + 20 + (220.0 / 79), criteria.Aicc, 1e-8);
        Assert.AreEqual((-2 * logLikelihood) + (10 * Math.Log(90)), criteria.Bic, 1e-8);
        Assert.AreEqual((9, 3.0), (criteria.FreeParameters, criteria.ParametersPerCurve));
    }

    [TestMethod]
    public void A_curve_law_is_charged_for_all_its_curves_and_the_true_law_wins()
    {
        var curves = SimulatedCurves.Of(new ScoringWiseLaw(), 3, Natural, 64, 2000, RandomKey.FromSeed(62));
        var all = LawRegistry.All.Select(law => InformationCriteria.Of(LawFitter.FitAll(law, curves))).ToArray();
        Assert.IsTrue(all.All(c => c.Points == 192 && c.Curves == 3));
        Assert.AreEqual(9, all.First(c => c.Law == "power").FreeParameters);
        Assert.AreEqual(12, all.First(c => c.Law == "original").FreeParameters);
        Assert.AreEqual("scoring-wise", all.MinBy(c => c.Bic)!.Law);
    }

    [TestMethod]
    public void Too_few_points_are_infinitely_bad_and_an_exact_fit_is_a_number()
    {
        var few = SimulatedCurves.Of(new ScoringWiseLaw(), 3, Natural, 3);
        Assert.AreEqual(double.PositiveInfinity, InformationCriteria.Of([LawFitter.Fit(new ScoringWiseLaw(), few)]).Aicc);
        Assert.IsFalse(double.IsNaN(InformationCriteria.CorrectedAkaike(20, 3, 0)));
    }

    [TestMethod]
    public void Fits_of_several_laws_or_of_one_task_twice_are_refused()
    {
        var curves = SimulatedCurves.Of(new ScoringWiseLaw(), 3, Natural, 20, 500, RandomKey.FromSeed(63));
        var (power, pooled) = (LawFitter.FitAll(LawRegistry.Get("power"), curves), LawFitter.Fit(new ScoringWiseLaw(), curves));
        Assert.ThrowsExactly<InputException>(() => InformationCriteria.Of([]));
        Assert.ThrowsExactly<InputException>(() => InformationCriteria.Of([power[0], pooled]));
        Assert.ThrowsExactly<InputException>(() => InformationCriteria.Of([power[0], power[0]]));
    }
}

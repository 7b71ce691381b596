using MathNet.Numerics.Distributions;
using Microsoft.ML;
using SuppressionLab.Columns;
using SuppressionLab.Evaluation;
using SuppressionLab.Primitives.Tables;
using SuppressionLab.Scoring;
using SuppressionLab.Tests.Support;

namespace SuppressionLab.Tests.Evaluation;

[TestClass]
public sealed class ComparisonEvaluatorTests
{
    private readonly MLContext _ml = Tiny.Context();

    [TestMethod]
    public void Changes_are_paired_by_prompt_and_tested_over_prompts()
    {
        // Three prompts of component 0, two points each; changes .1, .2, .3 at the start and .1, .0, .5 at the end.
        double[][] before = [[.2, .5], [.6, .1], [.3, .4]];
        double[][] after = [[.3, .6], [.8, .1], [.6, .9]];
        var comparison = Compare(Scores(0, before), Scores(0, after));

        var start = comparison.Points.Single(p => p.Shots == 0);
        Assert.AreEqual(1.1 / 3, start.Before, 1e-12);
        Assert.AreEqual(1.7 / 3, start.After, 1e-12);
        Assert.AreEqual(0.2, start.Change, 1e-12);
        Assert.AreEqual(0.1 / Math.Sqrt(3), start.StandardError, 1e-12);
        Assert.AreEqual(3, start.Prompts);

        var curve = comparison.Curves.Single();
        Assert.AreEqual(0.2, curve.Start.Mean, 1e-12);
        Assert.AreEqual(0.2, curve.End.Mean, 1e-12);
        // Means over each prompt's shots: .1, .1, .4.
        var (mean, error) = (0.2, Math.Sqrt(((0.01 + 0.01 + 0.04) / 2) / 3));
        Assert.AreEqual(mean, curve.Mean.Mean, 1e-12);
        Assert.AreEqual(error, curve.Mean.StandardError, 1e-12);
        Assert.AreEqual(2 * StudentT.CDF(0, 1, 2, -mean / error), curve.Mean.P, 1e-12);
        Assert.AreEqual(curve.Mean.P, curve.HolmP, 1e-12);
        var nll = before.Zip(after, (b, a) => b.Zip(a, (x, y) => Math.Log(x / y)).Average()).Average();
        Assert.AreEqual(nll, curve.MeanNll.Mean, 1e-12);
    }

    [TestMethod]
    public void P_values_of_several_curves_are_corrected_and_curves_of_one_model_do_not_differ()
    {
        PromptScore[] before = [.. Scores(0, [[.2], [.3], [.25]]), .. Scores(1, [[.2], [.3], [.25]])];
        PromptScore[] after = [.. Scores(0, [[.3], [.45], [.4]]), .. Scores(1, [[.2], [.3], [.25]])];
        var curves = Compare(before, after).Curves;
        Assert.AreEqual(2 * curves[0].Mean.P, curves[0].HolmP, 1e-12);
        Assert.AreEqual((0.0, 1.0, 1.0), (curves[1].Mean.Mean, curves[1].Mean.P, curves[1].HolmP));
    }

    [TestMethod]
    public void Two_models_of_one_view_of_prompts_differ_by_the_difference_of_their_curves()
    {
        using var pretrained = Tiny.Model(_ml, steps: 1);
        using var trained = Tiny.Model(_ml, steps: 30);
        var prompts = Tiny.Prompts(_ml, count: 12);
        var (before, after) = (Curves(pretrained, prompts), Curves(trained, prompts));
        var comparison = _ml.Suppression.EvaluateComparison(before, after);
        Assert.HasCount(before.Points.Count, comparison.Points);
        foreach (var (point, b, a) in comparison.Points.Zip(before.Points, after.Points))
        {
            Assert.AreEqual((b.K, b.Component, b.Shots), (point.K, point.Component, point.Shots));
            Assert.AreEqual(b.Probability, point.Before, 1e-12);
            Assert.AreEqual(a.Probability - b.Probability, point.Change, 1e-12);
        }
    }

    [TestMethod]
    public void Scores_of_other_prompts_are_refused_with_the_first_that_is_missing()
    {
        var (one, two) = (Scores(0, [[.2]]), Scores(0, [[.2], [.3]]));
        StringAssert.Contains(Views.Refusal(() => Compare(two, one)), "k 3, component 0, prompt 1, 0 shots is in the first model's scores but not in the second's");
        StringAssert.Contains(Views.Refusal(() => Compare(one, two)), "prompt 1, 0 shots is in the second model's");
        StringAssert.Contains(Views.Refusal(() => Compare([.. one, .. one], one)), "is twice in the first");
        StringAssert.Contains(Views.Refusal(() => Compare([], [])), "no scores");
    }

    private ModelComparison Compare(PromptScore[] before, PromptScore[] after) =>
        _ml.Suppression.EvaluateComparison(new InContextCurves(before, []), new InContextCurves(after, []));

    private InContextCurves Curves(LanguageModelTransformer model, IDataView prompts)
    {
        using var scorer = _ml.Suppression.Transforms.LabelProbabilities(model).Fit(prompts);
        return _ml.Suppression.EvaluateCurves(scorer.Transform(prompts), new("gpt2-1x16", "none", 0, "documents", 0, 1));
    }

    private static PromptScore[] Scores(int component, double[][] probabilities) =>
    [
        .. probabilities.SelectMany((row, prompt) => row.Select((p, shots) => new PromptScore(
            "m", "none", 0, "documents", 0, 1, 3, component, prompt, shots, p, false, double.NaN, double.NaN))),
    ];
}

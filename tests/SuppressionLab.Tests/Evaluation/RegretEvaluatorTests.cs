using Microsoft.ML;
using SuppressionLab.Columns;
using SuppressionLab.Evaluation;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.Tests.Support;

namespace SuppressionLab.Tests.Evaluation;

[TestClass]
public sealed class RegretEvaluatorTests
{
    private readonly MLContext _ml = Tiny.Context();

    [TestMethod]
    public void Regret_is_the_difference_of_the_losses_summed_directly()
    {
        using var model = Tiny.Model(_ml);
        var documents = Tiny.Documents(_ml, count: 30, stream: "held-out");
        var learner = new DocumentLearner(Tiny.Mixture, smoothing: 0);
        var regrets = _ml.Suppression.EvaluateRegret(model, documents, learner);

        var logs = Views.Vectors<float>(model.Transform(documents), ColumnNames.TokenLogProbabilities);
        var tokens = Views.Vectors<int>(documents, ColumnNames.Tokens);
        var components = Views.Scalars<int>(documents, ColumnNames.Component);
        CollectionAssert.AreEqual(components.Distinct().Order().ToArray(), regrets.Select(r => r.Component).ToArray());
        foreach (var regret in regrets)
        {
            var rows = Enumerable.Range(0, 30).Where(i => components[i] == regret.Component).ToArray();
            var model_ = rows.Select(i => -logs[i].Average(p => (double)p)).ToArray();
            var exact = rows.Select(i => -LogLikelihood(tokens[i]) / tokens[i].Length).ToArray();
            var differences = model_.Zip(exact, (a, b) => a - b).ToArray();
            Assert.AreEqual(model_.Average(), regret.ModelNll, 1e-9);
            Assert.AreEqual(exact.Average(), regret.LearnerNll!.Value, 1e-9);
            Assert.AreEqual(differences.Average(), regret.Regret!.Value, 1e-9);
            var deviation = Math.Sqrt(differences.Sum(d => Math.Pow(d - differences.Average(), 2)) / (rows.Length - 1));
            Assert.AreEqual(deviation / Math.Sqrt(rows.Length), regret.RegretStandardError!.Value, 1e-9);
            Assert.AreEqual((rows.Length, rows.Length * 23L), (regret.Documents, regret.Tokens));
            Assert.IsGreaterThan(0, regret.Regret!.Value);
        }
    }

    [TestMethod]
    public void A_model_that_predicts_like_the_learner_has_no_regret()
    {
        RegretEvaluator.DocumentLoss[] losses = [new(0, 10, 5, 5), new(0, 20, 12, 12), new(1, 10, 4, 4)];
        foreach (var regret in RegretEvaluator.Summarise(losses))
        {
            Assert.AreEqual(0.0, regret.Regret);
            Assert.IsTrue(regret.RegretStandardError is 0 or double.NaN);
        }
    }

    [TestMethod]
    public void A_component_that_the_learner_excludes_has_a_loss_but_no_regret()
    {
        using var model = Tiny.Model(_ml, steps: 1);
        var documents = _ml.Suppression.Documents(Tiny.Mixture, new() { Count = 10, Length = 24, Weights = [1, 1, 0] });
        var learner = new DocumentLearner(Tiny.Mixture.WithPrior([1, 0, 0]), smoothing: 0);
        var regrets = _ml.Suppression.EvaluateRegret(model, documents, learner);
        Assert.IsNotNull(regrets[0].Regret);
        Assert.IsNull(regrets[1].Regret);
        Assert.IsNull(regrets[1].LearnerNll);
        Assert.IsGreaterThan(0, regrets[1].ModelNll);
    }

    [TestMethod]
    public void Missing_columns_are_named()
    {
        using var model = Tiny.Model(_ml, steps: 1);
        var documents = Tiny.Documents(_ml, count: 2);
        var view = _ml.Transforms.DropColumns(ColumnNames.Component).Fit(documents).Transform(documents);
        StringAssert.Contains(
            Views.Refusal(() => _ml.Suppression.EvaluateRegret(model, view, new DocumentLearner(Tiny.Mixture))), "'Component' is missing");
    }

    /// <summary>ln Σ prior · likelihood, which the learner gives by another route than its symbol predictions.</summary>
    private static double LogLikelihood(int[] tokens)
    {
        var terms = new DocumentLearner(Tiny.Mixture, smoothing: 0).LogLikelihoods(tokens)
            .Zip(Tiny.Mixture.Prior, (l, p) => l + Math.Log(p)).ToArray();
        var largest = terms.Max();
        return largest + Math.Log(terms.Sum(t => Math.Exp(t - largest)));
    }
}

using Microsoft.ML;
using SuppressionLab.Columns;
using SuppressionLab.CurveFitting;
using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Primitives.Tables;
using SuppressionLab.Tests.Support;

namespace SuppressionLab.Tests.CurveFitting;

[TestClass]
public sealed class LawEstimatorTests
{
    private readonly MLContext _ml = Tiny.Context(seed: 3);

    [TestMethod]
    public void The_fit_is_the_fitters_and_predictions_are_the_fits()
    {
        var points = Points();
        var transformer = _ml.Suppression.Laws.Fit("scoring-wise").Fit(_ml.Suppression.CurveTable(points));
        var fit = LawFitter.Fit(LawRegistry.Get("scoring-wise"), CurveSet.FromPoints(points), new LawFitOptions { Seed = 3 });
        CollectionAssert.AreEqual(fit.Natural.ToArray(), transformer.Laws.Single().Parameters.Values.ToArray());
        CollectionAssert.AreEqual(fit.Prior, transformer.Fits!.Single().Prior);
        var predicted = Views.Scalars<double>(transformer.Transform(_ml.Suppression.CurveTable(points)), ColumnNames.PredictedProbability);
        CollectionAssert.AreEqual(points.Select(p => fit.Predict(p.Component - 1, p.Shots)).ToArray(), predicted);
        Assert.IsLessThan(1e-6, fit.Sse);
    }

    [TestMethod]
    public void Every_law_fits_and_survives_saving_to_the_same_bits()
    {
        var table = _ml.Suppression.CurveTable(Points());
        foreach (var law in LawRegistry.All)
        {
            var transformer = _ml.Suppression.Laws.Fit(law.Name).Fit(table);
            Assert.HasCount(law.IsPooled ? 1 : 2, transformer.Laws);
            using var stream = new MemoryStream();
            _ml.Model.Save(transformer, table.Schema, stream);
            stream.Position = 0;
            var loaded = (LawTransformer)new MLContext().Model.Load(stream, out _);
            Assert.IsNull(loaded.Fits);
            CollectionAssert.AreEqual(
                transformer.Laws[0].Parameters.Select(p => p.ToString()).ToArray(),
                loaded.Laws[0].Parameters.Select(p => p.ToString()).ToArray());
            CollectionAssert.AreEqual(
                Views.Scalars<double>(transformer.Transform(table), ColumnNames.PredictedProbability),
                Views.Scalars<double>(loaded.Transform(table), ColumnNames.PredictedProbability),
                law.Name);
        }
    }

    [TestMethod]
    public void A_prediction_engine_predicts_a_task_at_some_shots()
    {
        var transformer = _ml.Suppression.Laws.Fit("scoring-wise").Fit(_ml.Suppression.CurveTable(Points()));
        using var engine = _ml.Model.CreatePredictionEngine<Query, Answer>(transformer);
        Assert.AreEqual(transformer.Laws[0].Predict(1, 7), engine.Predict(new Query { Component = 2, Shots = 7 }).PredictedProbability);
        Assert.AreEqual(Curve(1, 500), engine.Predict(new Query { Component = 1, Shots = 500 }).PredictedProbability, 1e-3);
    }

    [TestMethod]
    public void A_prefix_fits_the_first_shots_only()
    {
        var points = Points();
        var table = _ml.Suppression.CurveTable(points);
        var transformer = _ml.Suppression.Laws.Fit("power", new LawOptions { Prefix = 0.5 }).Fit(table);
        Assert.AreEqual(points.Count(p => p is { Component: 1, Shots: <= 10 }), transformer.Fits![0].Points);
    }

    [TestMethod]
    public void Bad_tables_laws_and_queries_are_named()
    {
        var points = Points();
        StringAssert.Contains(Views.Refusal(() => _ml.Suppression.Laws.Fit("cubic")), "scoring-wise");
        StringAssert.Contains(Views.Refusal(() => _ml.Suppression.Laws.Fit("power", new LawOptions { Prefix = 0 })), "Prefix");
        var twice = _ml.Suppression.CurveTable([.. points, points[0] with { K = 5 }]);
        StringAssert.Contains(Views.Refusal(() => _ml.Suppression.Laws.Fit("power").Fit(twice)), "task 1, shots 0");
        var transformer = _ml.Suppression.Laws.Fit("power").Fit(_ml.Suppression.CurveTable(points));
        var other = transformer.Transform(_ml.Suppression.CurveTable([points[0] with { Component = 9 }]));
        StringAssert.Contains(
            Views.Refusal(() => Views.Scalars<double>(other, ColumnNames.PredictedProbability)), "task 9 was not fitted; fitted tasks: 1, 2");
        StringAssert.Contains(Views.Refusal(() => _ml.Suppression.CurveTable([])), "no points");
    }

    [TestMethod]
    public void A_curve_table_view_has_every_field()
    {
        var points = Points();
        var view = _ml.Suppression.CurveTable(points);
        Assert.HasCount(typeof(CurvePoint).GetProperties().Length, view.Schema);
        CollectionAssert.AreEqual(points.Select(p => p.Accuracy).ToArray(), Views.Scalars<double>(view, nameof(CurvePoint.Accuracy)));
        CollectionAssert.AreEqual(points.Select(p => p.Count).ToArray(), Views.Scalars<long>(view, nameof(CurvePoint.Count)));
        Assert.AreEqual("sft", Views.Scalars<ReadOnlyMemory<char>>(view, nameof(CurvePoint.Method))[0].ToString());
    }

    /// <summary>The scoring-wise law's closed form: tasks 1 and 2, K = 0.3, equal priors.</summary>
    private static double Curve(int task, double shots)
    {
        var (gamma, beta) = task == 1 ? (0.8, 0.2) : (0.6, 0.1);
        return beta + ((gamma - beta) / (1 + Math.Exp(-0.3 * shots * Math.Log(gamma / beta))));
    }

    private static CurvePoint[] Points() =>
    [
        .. from task in new[] { 1, 2 }
           from shots in Enumerable.Range(0, 21)
           select new CurvePoint(
               "gpt2", "sft", 4, "steps", 4, 1, 3, task, shots, Curve(task, shots), 0.01, 1, shots / 20.0, 100, double.NaN, double.NaN),
    ];

    private sealed class Query
    {
        public int Component { get; set; }

        public int Shots { get; set; }
    }

    private sealed class Answer
    {
        public double PredictedProbability { get; set; }
    }
}

using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.Posteriors;
using SuppressionLab.Tests.Support;

namespace SuppressionLab.Tests.Posteriors;

[TestClass]
public sealed class ComponentPosteriorTests
{
    private readonly MLContext _ml = Tiny.Context();

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.05)]
    public void Columns_are_bayes_rule_over_the_exact_learners_likelihoods(double smoothing)
    {
        var mixture = Tiny.Mixture.WithPrior([0.7, 0.2, 0.1]);
        var documents = Tiny.Documents(_ml, count: 30, length: 6);
        var posteriors = Transform(mixture, documents, new() { Smoothing = smoothing, BatchSize = 7 });
        var learner = new DocumentLearner(mixture, smoothing);
        var tokens = Views.Vectors<int>(documents, ColumnNames.Tokens);
        var found = Views.Vectors<double>(posteriors, ColumnNames.ComponentPosterior);
        Views.AreSame(
            [.. tokens.Select(t => learner.LogLikelihoods(t))], Views.Vectors<double>(posteriors, ColumnNames.ComponentLogLikelihood));
        for (var row = 0; row < tokens.Length; row++)
        {
            var joint = learner.LogLikelihoods(tokens[row]).Select((l, m) => mixture.Prior[m] * Math.Exp(l)).ToArray();
            for (var m = 0; m < 3; m++)
            {
                Assert.AreEqual(joint[m] / joint.Sum(), found[row][m], 1e-12, $"row {row}, component {m}");
            }
        }
        CollectionAssert.AreEqual(
            found.Select(p => Array.IndexOf(p, p.Max())).ToArray(), Views.Scalars<int>(posteriors, ColumnNames.MostLikelyComponent));
    }

    [TestMethod]
    public void Long_documents_name_their_component()
    {
        var documents = Tiny.Documents(_ml, count: 40, length: 200);
        CollectionAssert.AreEqual(
            Views.Scalars<int>(documents, ColumnNames.Component),
            Views.Scalars<int>(Transform(Tiny.Mixture, documents), ColumnNames.MostLikelyComponent));
    }

    [TestMethod]
    public void Vectors_have_an_item_a_component_by_type()
    {
        var schema = Transform(Tiny.Mixture, Tiny.Documents(_ml, count: 1)).Schema;
        Assert.AreEqual(3, ((VectorDataViewType)schema[ColumnNames.ComponentPosterior].Type).Size);
        Assert.AreEqual(3, ((VectorDataViewType)schema[ColumnNames.ComponentLogLikelihood].Type).Size);
    }

    [TestMethod]
    public void Impossible_documents_are_missing_values_that_mlnet_filters_away()
    {
        var certain = new GeneralComponent([1], new double[,] { { 1 } }, new double[,] { { 0.5, 0.5, 0 } });
        var mixture = new HmmMixture(3, [certain], [1]);
        var documents = _ml.Suppression.Documents([new Document([1, 0]), new Document([1, 2]), new Document([0])]);
        var posteriors = Transform(mixture, documents);
        CollectionAssert.AreEqual(new[] { 0, -1, 0 }, Views.Scalars<int>(posteriors, ColumnNames.MostLikelyComponent));
        var kept = _ml.Data.FilterRowsByMissingValues(posteriors, ColumnNames.ComponentPosterior);
        Views.AreSame([[1, 0], [0]], Views.Vectors<int>(kept, ColumnNames.Tokens));
    }

    [TestMethod]
    public void Batches_do_not_change_a_bit()
    {
        var documents = Tiny.Documents(_ml, count: 50);
        Views.AreSame(
            Views.Vectors<double>(Transform(Tiny.Mixture, documents, new() { BatchSize = 1 }), ColumnNames.ComponentPosterior),
            Views.Vectors<double>(Transform(Tiny.Mixture, documents, new() { BatchSize = 64 }), ColumnNames.ComponentPosterior));
    }

    [TestMethod]
    public void The_mixture_is_inside_the_model_file()
    {
        var documents = Tiny.Documents(_ml, count: 10, length: 6);
        var transformer = _ml.Suppression.Transforms.ComponentPosteriors(
            Tiny.Mixture, new() { Smoothing = 0.02, PosteriorColumnName = "P" }).Fit(documents);
        using var stream = new MemoryStream(Save(transformer, documents));
        var loaded = (ComponentPosteriorTransformer)new MLContext().Model.Load(stream, out _);
        Assert.AreEqual(transformer.Options, loaded.Options);
        Views.AreSame(
            Views.Vectors<double>(transformer.Transform(documents), "P"), Views.Vectors<double>(loaded.Transform(documents), "P"));
    }

    [TestMethod]
    public void A_damaged_mixture_in_a_model_file_is_refused_by_field()
    {
        var documents = Tiny.Documents(_ml, count: 1);
        var bytes = Save(_ml.Suppression.Transforms.ComponentPosteriors(Tiny.Mixture).Fit(documents), documents);
        using var stream = new MemoryStream();
        stream.Write(bytes);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = archive.Entries.Single(e => e.Name == "Mixture");
            using var content = entry.Open();
            content.SetLength(0);
            content.Write("{\"format\":\"suppressionlab/hmm-mixture\",\"version\":1,\"vocabularySize\":3}"u8);
        }
        stream.Position = 0;
        var message = Assert.Throws<Exception>(() => new MLContext().Model.Load(stream, out _)).ToString();
        StringAssert.Contains(message, "'SLABPOST' is damaged: Mixture");
        StringAssert.Contains(message, "components");
    }

    [TestMethod]
    public void A_prediction_engine_infers_one_document()
    {
        var documents = Tiny.Documents(_ml, count: 1);
        using var engine = _ml.Model.CreatePredictionEngine<Input, Output>(
            _ml.Suppression.Transforms.ComponentPosteriors(Tiny.Mixture).Fit(documents));
        var symbols = Views.Vectors<int>(documents, ColumnNames.Tokens)[0];
        var output = engine.Predict(new Input { Tokens = symbols });
        CollectionAssert.AreEqual(new DocumentLearner(Tiny.Mixture, 0).Infer(symbols).Posterior, output.ComponentPosterior);
        Assert.AreEqual(Views.Scalars<int>(documents, ColumnNames.Component)[0], output.MostLikelyComponent);
    }

    [TestMethod]
    public void Symbols_and_options_out_of_range_are_named()
    {
        var documents = _ml.Suppression.Documents([new Document([1, 11])]);
        StringAssert.Contains(
            Views.Refusal(() => Views.Scalars<int>(Transform(Tiny.Mixture, documents), ColumnNames.MostLikelyComponent)),
            "column 'Tokens', row 0, item 1: 11 is outside 0 to 9");
        StringAssert.Contains(Refuse(new() { Smoothing = double.NaN }), "Smoothing is NaN");
        StringAssert.Contains(Refuse(new() { BatchSize = 0 }), "BatchSize is 0");
        StringAssert.Contains(Refuse(new() { MostLikelyColumnName = "" }), "column name");
    }

    private string Refuse(ComponentPosteriorOptions options) =>
        Views.Refusal(() => _ml.Suppression.Transforms.ComponentPosteriors(Tiny.Mixture, options));

    private IDataView Transform(HmmMixture mixture, IDataView view, ComponentPosteriorOptions? options = null) =>
        _ml.Suppression.Transforms.ComponentPosteriors(mixture, options).Fit(view).Transform(view);

    private byte[] Save(ITransformer transformer, IDataView input)
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(transformer, input.Schema, stream);
        return stream.ToArray();
    }

    private sealed class Input
    {
        public int[] Tokens { get; set; } = [];
    }

    private sealed class Output
    {
        public double[] ComponentPosterior { get; set; } = [];

        public int MostLikelyComponent { get; set; }
    }
}

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Scoring;
using SuppressionLab.Tests.Support;
using TorchSharp;

namespace SuppressionLab.Tests.Scoring;

[TestClass]
public sealed class LanguageModelTransformerTests
{
    private static readonly MLContext Ml = Tiny.Context();
    private static LanguageModelTransformer s_model = null!;

    [ClassInitialize]
    public static void Train(TestContext context) => s_model = Tiny.Model(Ml);

    [ClassCleanup]
    public static void Free() => s_model.Dispose();

    [TestMethod]
    public void Log_probabilities_are_those_of_a_forward_pass_behind_the_bos()
    {
        var documents = Tiny.Documents(Ml, count: 3, length: 10);
        var tokens = Views.Vectors<int>(documents, ColumnNames.Tokens);
        var actual = Views.Vectors<float>(s_model.Transform(documents), ColumnNames.TokenLogProbabilities);
        using var network = s_model.CopyNetwork();
        Views.AreClose([.. tokens.Select(row => LogProbabilities(network, row))], actual, 1e-5f);
    }

    [TestMethod]
    public void Results_do_not_depend_on_the_batch_size_or_the_other_rows()
    {
        var documents = Mixed();
        var expected = Views.Vectors<float>(With(1).Transform(documents), ColumnNames.TokenLogProbabilities);
        foreach (var size in new[] { 3, 32 })
        {
            Views.AreClose(expected, Views.Vectors<float>(With(size).Transform(documents), ColumnNames.TokenLogProbabilities), 1e-6f);
        }
        var again = Views.Vectors<float>(With(1).Transform(documents), ColumnNames.TokenLogProbabilities);
        Views.AreSame(expected, again);
    }

    [TestMethod]
    public void Only_the_passing_columns_are_read_if_no_score_is_asked_for()
    {
        var source = new CountingView(Tiny.Documents(Ml, count: 5), ColumnNames.Tokens);
        var scored = s_model.Transform(source);
        Assert.HasCount(5, Views.Scalars<int>(scored, ColumnNames.Component));
        Assert.AreEqual(0, source.Cursors);
        Assert.HasCount(5, Views.Vectors<float>(scored, ColumnNames.TokenLogProbabilities));
        Assert.AreEqual(1, source.Cursors);
    }

    [TestMethod]
    public void A_prediction_engine_agrees_with_the_batched_cursor()
    {
        var documents = Tiny.Documents(Ml, count: 6, length: 12);
        var expected = Views.Vectors<float>(s_model.Transform(documents), ColumnNames.TokenLogProbabilities);
        var tokens = Views.Vectors<int>(documents, ColumnNames.Tokens);
        using var engine = Ml.Model.CreatePredictionEngine<Document, Scored>(s_model.With(s_model.Options));
        Views.AreClose(expected, [.. tokens.Select(t => engine.Predict(new Document { Tokens = t }).TokenLogProbabilities)], 1e-6f);
    }

    [TestMethod]
    public void Disposing_one_engine_leaves_the_others_their_weights_and_the_last_one_frees_them()
    {
        LanguageModelTransformer model = null!;
        Assert.AreEqual(0, Tensors.Growth(() => model = UseEngines()));
        var gone = model.Transform(Tiny.Documents(Ml, count: 1));
        Assert.ThrowsExactly<ObjectDisposedException>(() => Views.Vectors<float>(gone, ColumnNames.TokenLogProbabilities));
        Assert.ThrowsExactly<ObjectDisposedException>(() => model.With(model.Options));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static LanguageModelTransformer UseEngines()
    {
        var model = LanguageModelTransformer.FromNetwork(s_model.CopyNetwork());
        var first = Ml.Model.CreatePredictionEngine<Document, Scored>(model);
        var second = Ml.Model.CreatePredictionEngine<Document, Scored>(model);
        var third = Ml.Model.CreatePredictionEngine<Document, Scored>(model.With(model.Options));
        var expected = first.Predict(new Document { Tokens = [1, 2, 3] }).TokenLogProbabilities;
        first.Dispose();
        CollectionAssert.AreEqual(expected, second.Predict(new Document { Tokens = [1, 2, 3] }).TokenLogProbabilities);
        second.Dispose();
        CollectionAssert.AreEqual(expected, third.Predict(new Document { Tokens = [1, 2, 3] }).TokenLogProbabilities);
        third.Dispose();
        return model;
    }

    [TestMethod]
    public void Engines_on_several_threads_give_the_same_scores()
    {
        var documents = Views.Vectors<int>(Tiny.Documents(Ml, count: 20, length: 12), ColumnNames.Tokens);
        float[][] Predict()
        {
            using var engine = Ml.Model.CreatePredictionEngine<Document, Scored>(s_model.With(s_model.Options));
            return [.. documents.Select(t => engine.Predict(new Document { Tokens = t }).TokenLogProbabilities)];
        }
        var expected = Predict();
        var results = new float[4][][];
        Parallel.For(0, results.Length, i => results[i] = Predict());
        foreach (var result in results)
        {
            Views.AreClose(expected, result, 1e-6f);
        }
    }

    [TestMethod]
    public void A_view_lives_on_when_its_transformer_is_forgotten()
    {
        var documents = Tiny.Documents(Ml, count: 3);
        var expected = Views.Vectors<float>(s_model.Transform(documents), ColumnNames.TokenLogProbabilities);
        var (view, labels, states) = Forgotten(documents);
        Tensors.Collect();
        Views.AreSame(expected, Views.Vectors<float>(view, ColumnNames.TokenLogProbabilities));
        Assert.HasCount(2, Views.Vectors<float>(labels, ColumnNames.LabelProbability));
        Assert.HasCount(3, Views.Vectors<float>(states, ColumnNames.Features));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (IDataView View, IDataView Labels, IDataView States) Forgotten(IDataView documents)
    {
        var model = LanguageModelTransformer.FromNetwork(s_model.CopyNetwork());
        var prompts = Tiny.Prompts(Ml, count: 2);
        return (
            model.Transform(documents),
            Ml.Suppression.Transforms.LabelProbabilities(model).Fit(prompts).Transform(prompts),
            Ml.Suppression.Transforms.HiddenStates(model).Fit(documents).Transform(documents));
    }

    [TestMethod]
    public void A_pool_of_engines_over_one_chain_serves_several_threads_and_survives_the_end_of_any_of_them()
    {
        var view = Tiny.Documents(Ml, count: 20, length: 12);
        var documents = Views.Vectors<int>(view, ColumnNames.Tokens);
        var expected = Views.Vectors<float>(s_model.Transform(view), ColumnNames.TokenLogProbabilities);
        using var chain = new TransformerChain<ITransformer>(
            Ml.Transforms.CopyColumns("Copy", ColumnNames.Tokens).Fit(view), s_model.With(s_model.Options));
        var pool = new ConcurrentBag<PredictionEngine<Document, Scored>>();
        PredictionEngine<Document, Scored> Create() => Ml.Model.CreatePredictionEngine<Document, Scored>(
            chain, new PredictionEngineOptions { OwnsTransformer = false });
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            var engine = pool.TryTake(out var pooled) ? pooled : Create();
            var scores = engine.Predict(new Document { Tokens = documents[i % 20] }).TokenLogProbabilities;
            Views.AreClose([expected[i % 20]], [scores], 1e-6f);
            if (i % 10 == 0)
            {
                engine.Dispose();
            }
            else
            {
                pool.Add(engine);
            }
        });
        foreach (var engine in pool)
        {
            engine.Dispose();
        }
        using var late = Create();
        Views.AreClose([expected[0]], [late.Predict(new Document { Tokens = documents[0] }).TokenLogProbabilities], 1e-6f);
    }

    [TestMethod]
    public void A_checkpoint_folder_gives_the_same_bits()
    {
        var folder = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        try
        {
            s_model.SaveCheckpoint(folder);
            using var loaded = Ml.Suppression.LoadCheckpoint(folder);
            var documents = Tiny.Documents(Ml, count: 4);
            Views.AreSame(
                Views.Vectors<float>(s_model.Transform(documents), ColumnNames.TokenLogProbabilities),
                Views.Vectors<float>(loaded.Transform(documents), ColumnNames.TokenLogProbabilities));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public void A_missing_or_wrong_column_is_named_before_anything_is_read()
    {
        var documents = Tiny.Documents(Ml, count: 2);
        var missing = Ml.Transforms.DropColumns(ColumnNames.Tokens).Fit(documents).Transform(documents);
        var scalar = Ml.Transforms.CopyColumns(ColumnNames.Tokens, ColumnNames.Component).Fit(documents).Transform(documents);
        StringAssert.Contains(Views.Refusal(() => s_model.Transform(missing)), "'Tokens' is missing");
        StringAssert.Contains(Views.Refusal(() => s_model.GetOutputSchema(scalar.Schema)), "'Tokens' is Int32; it must be Vector<Int32>");
        StringAssert.Contains(Views.Refusal(() => s_model.GetRowToRowMapper(missing.Schema)), "'Tokens' is missing");
    }

    [TestMethod]
    public void Documents_that_do_not_fit_the_network_are_refused_by_row()
    {
        var vocabulary = Tiny.Network.VocabularySize;
        StringAssert.Contains(RefuseDocument([1, vocabulary]), $"row 1, item 1: {vocabulary} is outside 0 to {vocabulary - 1}");
        StringAssert.Contains(RefuseDocument(new int[Tiny.ContextLength + 1]), "row 1: 25 tokens");
        Assert.HasCount(1, Views.Vectors<float>(
            s_model.Transform(Ml.Suppression.Documents([new(new int[Tiny.ContextLength], 0)])), ColumnNames.TokenLogProbabilities));
    }

    [TestMethod]
    public void Options_out_of_range_are_named()
    {
        StringAssert.Contains(Views.Refusal(() => s_model.With(new() { BatchSize = 0 })), "BatchSize");
        StringAssert.Contains(Views.Refusal(() => s_model.With(new() { BosToken = 99 })), "BosToken");
        StringAssert.Contains(Views.Refusal(() => s_model.With(new() { OutputColumnName = "" })), "OutputColumnName");
    }

    private static string RefuseDocument(int[] tokens)
    {
        var view = s_model.Transform(Ml.Suppression.Documents([new([1], 0), new(tokens, 0)]));
        return Views.Refusal(() => Views.Vectors<float>(view, ColumnNames.TokenLogProbabilities));
    }

    private static LanguageModelTransformer With(int batchSize) => s_model.With(s_model.Options with { BatchSize = batchSize });

    private static IDataView Mixed() => Ml.Suppression.Documents(
        [.. Enumerable.Range(0, 10).Select(i => new Generators.Documents.Document([.. Enumerable.Range(i, 3 + i).Select(x => x % 10)], 0))]);

    private static float[] LogProbabilities(LanguageModels.Networks.LanguageModelNetwork network, int[] document)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        long[] input = [network.Configuration.VocabularySize - 1, .. document];
        var logits = network.Forward(torch.tensor(input).unsqueeze(0)).to(torch.float64);
        return [.. document.Select((token, t) => (float)(logits[0, t, token] - logits[0, t].exp().sum().log()).item<double>())];
    }

    private sealed class Document
    {
        [VectorType]
        public int[] Tokens { get; set; } = [];
    }

    private sealed class Scored
    {
        public float[] TokenLogProbabilities { get; set; } = [];
    }
}

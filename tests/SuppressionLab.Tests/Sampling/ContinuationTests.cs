using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Generators.Documents;
using SuppressionLab.Sampling;
using SuppressionLab.Scoring;
using SuppressionLab.Tests.Support;

namespace SuppressionLab.Tests.Sampling;

[TestClass]
public sealed class ContinuationTests
{
    private static readonly MLContext Ml = Tiny.Context();
    private static LanguageModelTransformer s_model = null!;

    private static readonly int[][] Rows = [[1, 2, 3], [], [4, 5], [1, 2, 3], [6, 6, 6, 6, 6, 6]];

    [ClassInitialize]
    public static void Train(TestContext context) => s_model = Tiny.Model(Ml);

    [ClassCleanup]
    public static void Free() => s_model.Dispose();

    [TestMethod]
    public void First_tokens_follow_the_models_probabilities_at_the_temperature()
    {
        const int count = 4_000;
        var documents = Ml.Suppression.Documents([.. Enumerable.Repeat(new Document([1, 2, 3], 0), count)]);
        // ln p of each possible fourth token, by the scoring transformer.
        var candidates = Ml.Suppression.Documents([.. Enumerable.Range(0, 12).Select(t => new Document([1, 2, 3, t], 0))]);
        var logarithms = Views.Vectors<float>(s_model.Transform(candidates), ColumnNames.TokenLogProbabilities).Select(v => v[^1]).ToArray();
        foreach (var temperature in new[] { 1, 0.6 })
        {
            var drawn = Continuations(new() { Length = 1, Temperature = temperature, ExcludedTokens = [10, 11, 0] }, documents);
            var weights = logarithms.Select((p, t) => t is 0 or 10 or 11 ? 0 : Math.Exp(p / temperature)).ToArray();
            for (var token = 0; token < 12; token++)
            {
                var expected = weights[token] / weights.Sum();
                // Five standard errors of a share.
                var error = Math.Sqrt(expected * (1 - expected) / count);
                Assert.AreEqual(expected, drawn.Count(row => row[0] == token) / (double)count, 5 * error, $"token {token}");
            }
        }
    }

    [TestMethod]
    public void A_row_depends_on_its_tokens_its_position_and_the_seed_alone()
    {
        var options = new ContinuationOptions { Length = 12, BatchSize = 2 };
        var expected = Continuations(options);
        Views.AreSame(expected, Continuations(options with { BatchSize = 5 }));
        Views.AreSame(expected, Continuations(options with { Seed = 1 })); // the context's
        foreach (var row in expected)
        {
            Assert.HasCount(12, row);
            Assert.IsTrue(row.All(token => token is >= 0 and < 10), "padding and BOS are not drawn");
        }
        CollectionAssert.AreNotEqual(expected[0], expected[3], "the same tokens at another position are another draw");
        CollectionAssert.AreNotEqual(expected[0], Continuations(options with { Seed = 2 })[0]);
        CollectionAssert.AreNotEqual(expected[0], Continuations(options with { Stream = "other" })[0]);
        // Other rows before and after it change nothing.
        var among = Continuations(options, View([[9, 9], [8], [4, 5]]));
        CollectionAssert.AreEqual(expected[2], among[2]);
    }

    [TestMethod]
    public void A_row_read_alone_or_again_is_drawn_the_same()
    {
        using var transformer = Estimator(new() { Length = 6, BatchSize = 2 }).Fit(View(Rows));
        var drawn = transformer.Transform(View(Rows));
        var expected = Views.Vectors<int>(drawn, ColumnNames.Continuation);
        using var cursor = drawn.GetRowCursor([drawn.Schema[ColumnNames.Continuation]]);
        var getter = cursor.GetGetter<VBuffer<int>>(drawn.Schema[ColumnNames.Continuation]);
        VBuffer<int> value = default;
        while (cursor.MoveNext())
        {
            if (cursor.Position % 3 == 2)
            {
                getter(ref value);
                getter(ref value);
                CollectionAssert.AreEqual(expected[cursor.Position], value.DenseValues().ToArray());
            }
        }
    }

    [TestMethod]
    public void The_column_says_its_length_and_vocabulary()
    {
        var documents = Tiny.Documents(Ml, count: 1);
        using var transformer = Estimator(new() { Length = 6 }).Fit(documents);
        var column = transformer.GetOutputSchema(documents.Schema)[ColumnNames.Continuation];
        Assert.AreEqual(6, ((VectorDataViewType)column.Type).Size);
        Assert.IsTrue(TokenAnnotations.TryGetVocabularySize(column, out var size));
        Assert.AreEqual(Tiny.Mixture.TokenCount, size);
    }

    [TestMethod]
    public void Saving_keeps_options_and_draws_and_an_engines_calls_are_rows()
    {
        var options = new ContinuationOptions
        {
            Length = 5, Temperature = 1.5, Seed = 77, Stream = "s", OutputColumnName = "More", PrependBos = false, BosToken = 2,
            BatchSize = 3, ExcludedTokens = [1, 11],
        };
        int[][] rows = [[1, 2, 3], [4], [1, 2, 3]];
        using var transformer = Estimator(options).Fit(View(rows));
        using var stream = new MemoryStream();
        Ml.Model.Save(transformer, View(rows).Schema, stream);
        stream.Position = 0;
        using var loaded = (ContinuationTransformer)new MLContext().Model.Load(stream, out _);
        CollectionAssert.AreEqual(options.ExcludedTokens.ToArray(), loaded.Options.ExcludedTokens!.ToArray());
        Assert.AreEqual(options, loaded.Options with { ExcludedTokens = options.ExcludedTokens });
        var expected = Views.Vectors<int>(transformer.Transform(View(rows)), "More");
        Views.AreSame(expected, Views.Vectors<int>(loaded.Transform(View(rows)), "More"));
        using var engine = Ml.Model.CreatePredictionEngine<Input, Output>(loaded);
        Views.AreSame(expected, [.. rows.Select(row => engine.Predict(new Input { Tokens = row }).More)]);
    }

    [TestMethod]
    public void Options_and_rows_out_of_range_are_refused()
    {
        StringAssert.Contains(Refuse(new() { Length = 0 }), "Length is 0; 1 to the network's context of 24");
        StringAssert.Contains(Refuse(new() { Length = 25 }), "Length is 25");
        StringAssert.Contains(Refuse(new() { Length = 1, Temperature = 0 }), "Temperature is 0");
        StringAssert.Contains(Refuse(new() { Length = 1, ExcludedTokens = [12] }), "ExcludedTokens has 12");
        StringAssert.Contains(Refuse(new() { Length = 1, ExcludedTokens = [.. Enumerable.Range(0, 12)] }), "at least one must be left");
        StringAssert.Contains(Refuse(new() { Length = 1, BosToken = -1 }), "BosToken is -1");
        StringAssert.Contains(Refuse(new() { Length = 1, BatchSize = 0 }), "BatchSize");
        StringAssert.Contains(Refuse(new() { Length = 1, Stream = "" }), "Stream");
        StringAssert.Contains(Refuse(new() { Length = 20 }), "'Tokens', row 4: 7 tokens with the BOS; before 20 drawn ones the network's context allows 1 to 5");
        StringAssert.Contains(Refuse(new() { Length = 1, PrependBos = false }), "row 1: 0 tokens");
    }

    private static string Refuse(ContinuationOptions options) => Views.Refusal(() => Continuations(options));

    private static ContinuationEstimator Estimator(ContinuationOptions options) =>
        Ml.Suppression.Transforms.SampleContinuations(s_model, options);

    private static int[][] Continuations(ContinuationOptions options, IDataView? input = null)
    {
        using var transformer = Estimator(options).Fit(input ?? View(Rows));
        return Views.Vectors<int>(transformer.Transform(input ?? View(Rows)), options.OutputColumnName);
    }

    private static IDataView View(int[][] rows) => Ml.Data.LoadFromEnumerable(rows.Select(row => new Input { Tokens = row }));

    private sealed class Input
    {
        public int[] Tokens { get; set; } = [];
    }

    private sealed class Output
    {
        public int[] More { get; set; } = [];
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Scoring;
using SuppressionLab.Tests.Conformance;
using SuppressionLab.Tests.Support;

namespace SuppressionLab.Tests.Data;

/// <summary>
/// ML.NET's operations on views, on the views of the catalog, which are generated row by row, and on those with columns
/// that our transforms compute, in batches.
/// </summary>
[TestClass]
public sealed class DataOperationTests
{
    private const int Rows = 150;
    private static readonly Lazy<LanguageModelTransformer> Model = new(() => Tiny.Model(Tiny.Context(), steps: 3));
    private readonly MLContext _ml = Tiny.Context();

    public static IEnumerable<object[]> Names =>
    [
        ["documents"], ["prompts"], ["preference pairs"], ["prompts with label probabilities"],
        ["documents with token log-probabilities"], ["documents with text and posteriors"],
    ];

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Taking_and_skipping_rows_keeps_the_others_as_they_are(string name)
    {
        var view = View(name);
        var all = Read(view);
        Assert.HasCount(Rows, all.Distinct().ToArray());
        AreClose(all[..7], Read(_ml.Data.TakeRows(view, 7)));
        AreClose(all[140..], Read(_ml.Data.SkipRows(view, 140)));
        AreClose(all[70..75], Read(_ml.Data.TakeRows(_ml.Data.SkipRows(view, 70), 5)));
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Splits_share_the_rows_out(string name)
    {
        var view = View(name);
        var all = Read(view);
        var split = _ml.Data.TrainTestSplit(view, 0.3, seed: 3);
        var (train, test) = (Read(split.TrainSet, view.Schema), Read(split.TestSet, view.Schema));
        Assert.IsTrue(test.Length is > 20 and < 80, $"{test.Length} rows to test");
        AreSameInAnyOrder(all, [.. train, .. test]);
        var folds = _ml.Data.CrossValidationSplit(view, 3, seed: 4);
        AreSameInAnyOrder(all, [.. folds.SelectMany(fold => Read(fold.TestSet, view.Schema))]);
        foreach (var fold in folds)
        {
            AreSameInAnyOrder(all, [.. Read(fold.TrainSet, view.Schema), .. Read(fold.TestSet, view.Schema)]);
        }
    }

    [TestMethod]
    public void A_split_by_component_keeps_each_component_on_one_side()
    {
        var split = _ml.Data.TrainTestSplit(View("prompts"), 0.5, samplingKeyColumnName: ColumnNames.Component, seed: 2);
        var train = Views.Scalars<int>(split.TrainSet, ColumnNames.Component);
        var test = Views.Scalars<int>(split.TestSet, ColumnNames.Component);
        Assert.AreEqual(Rows, train.Length + test.Length);
        Assert.AreEqual(3, train.Distinct().Count() + test.Distinct().Count());
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Shuffling_is_a_permutation_that_the_seed_pins(string name)
    {
        var view = View(name);
        var all = Read(view);
        var shuffled = Read(_ml.Data.ShuffleRows(view, seed: 5));
        AreSameInAnyOrder(all, shuffled);
        Assert.IsGreaterThan(Rows / 2, all.Where((row, i) => row != shuffled[i]).Count());
        AreClose(shuffled, Read(_ml.Data.ShuffleRows(View(name), seed: 5)));
        Assert.IsFalse(shuffled.SequenceEqual(Read(_ml.Data.ShuffleRows(view, seed: 6))));
        AreSameInAnyOrder(all, Read(_ml.Data.ShuffleRows(view, seed: 5, shufflePoolSize: 10, shuffleSource: false)));
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_cache_gives_the_same_rows_again_and_in_any_order(string name)
    {
        var view = View(name);
        var all = Read(view);
        var cached = _ml.Data.Cache(view);
        AreClose(all, Read(cached));
        AreClose(all, Read(cached));
        AreSameInAnyOrder(all, Read(_ml.Data.ShuffleRows(cached, seed: 1)));
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Binary_files_keep_values_and_vocabulary(string name)
    {
        var view = View(name);
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.idv");
        try
        {
            using (var stream = File.Create(path))
            {
                _ml.Data.SaveAsBinary(view, stream);
            }
            var loaded = _ml.Data.LoadFromBinary(path);
            CollectionAssert.AreEqual(Read(view), Read(loaded));
            foreach (var column in view.Schema)
            {
                Assert.AreEqual(
                    TokenAnnotations.TryGetSymbolNames(column, out var names),
                    TokenAnnotations.TryGetSymbolNames(loaded.Schema[column.Name], out var again), column.Name);
                CollectionAssert.AreEqual(names?.ToArray(), again?.ToArray());
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Rows_of_one_component_can_be_filtered(string name)
    {
        var view = View(name);
        var component = view.Schema.GetColumnOrNull(ColumnNames.Component)?.Name ?? ColumnNames.SuppressedComponent;
        var single = _ml.Transforms.Conversion.ConvertType("Single", component, DataKind.Single).Fit(view).Transform(view);
        var kept = Read(_ml.Data.FilterRowsByColumn(single, "Single", lowerBound: 1, upperBound: 2), view.Schema);
        var components = Views.Scalars<int>(view, component);
        var expected = Read(view).Where((_, i) => components[i] == 1).ToArray();
        Assert.IsTrue(expected.Length is > 10 and < Rows);
        AreClose(expected, kept);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Preview_shows_every_column_of_the_first_rows(string name)
    {
        var preview = View(name).Preview(maxRows: 3);
        Assert.HasCount(3, preview.RowView);
        Assert.AreEqual(preview.Schema.Count, preview.RowView[0].Values.Length);
        Assert.IsTrue(preview.RowView.All(row => row.Values.All(value => value.Value is not null)));
    }

    [TestMethod]
    public void Rows_with_missing_learner_probabilities_are_filtered_away()
    {
        // ε = 0: most prompts are impossible for the document learner, whose probabilities are then NaN.
        var view = _ml.Suppression.InContextPrompts(
            Tiny.Mixture, new() { K = 3, ContextLength = Tiny.ContextLength, Count = 60, DocumentLearnerSmoothing = 0 });
        var whole = Views.Vectors<double>(view, ColumnNames.DocumentLearnerProbability).Select(p => !p.Any(double.IsNaN)).ToArray();
        Assert.IsTrue(whole.Any(w => w) && whole.Any(w => !w), "some rows are whole and some are not");
        var kept = _ml.Data.FilterRowsByMissingValues(view, ColumnNames.DocumentLearnerProbability);
        CollectionAssert.AreEqual(
            Enumerable.Range(0, 60).Where(i => whole[i]).ToArray(), Views.Scalars<int>(kept, ColumnNames.Prompt));
    }

    [TestMethod]
    public void Rows_come_out_as_objects_and_columns_as_sequences()
    {
        var view = View("prompts with label probabilities");
        var rows = _ml.Data.CreateEnumerable<ScoredPrompt>(view, reuseRowObject: false).ToArray();
        Views.AreSame(Views.Vectors<int>(view, ColumnNames.Tokens), [.. rows.Select(r => r.Tokens)]);
        Views.AreSame(Views.Vectors<float>(view, ColumnNames.LabelProbability), [.. rows.Select(r => r.LabelProbability)]);
        Views.AreSame(Views.Vectors<bool>(view, ColumnNames.LabelCorrect), [.. rows.Select(r => r.LabelCorrect)]);
        CollectionAssert.AreEqual(Views.Scalars<int>(view, ColumnNames.Component), rows.Select(r => r.Component).ToArray());
        Views.AreSame(
            Views.Vectors<float>(view, ColumnNames.LabelProbability), [.. view.GetColumn<float[]>(ColumnNames.LabelProbability)]);
        CollectionAssert.AreEqual(Views.Scalars<int>(view, ColumnNames.K), view.GetColumn<int>(ColumnNames.K).ToArray());
    }

    [TestMethod]
    [DataRow("prompts with label probabilities")]
    [DataRow("documents with token log-probabilities")]
    public void A_row_of_a_shuffled_input_scores_as_in_the_input(string name)
    {
        var expected = Read(View(name));
        AreSameInAnyOrder(expected, Read(View(name, source => _ml.Data.ShuffleRows(source, seed: 8))));
        AreSameInAnyOrder(expected, Read(View(name, source => _ml.Data.Cache(_ml.Data.ShuffleRows(source, seed: 9)))));
        AreSameInAnyOrder(
            expected,
            Read(View(name, source => _ml.Data.ShuffleRows(source, seed: 8, shufflePoolSize: 7, shuffleSource: false))));
    }

    private IDataView View(string name, Func<IDataView, IDataView>? source = null)
    {
        source ??= view => view;
        var transforms = _ml.Suppression.Transforms;
        return name switch
        {
            "documents" => source(Tiny.Documents(_ml, Rows)),
            "prompts" => source(Tiny.Prompts(_ml, Rows)),
            "preference pairs" => source(_ml.Suppression.PreferencePairs(
                Tiny.Mixture, new() { Count = Rows, Length = 40, PromptLength = 4, Favoured = [0] })),
            "prompts with label probabilities" => Apply(
                transforms.LabelProbabilities(Model.Value, new() { BatchSize = 8 }), Tiny.Prompts(_ml, Rows)),
            "documents with token log-probabilities" => Model.Value.Transform(source(Tiny.Documents(_ml, Rows))),
            _ => Apply(
                transforms.Detokenize().Append(transforms.ComponentPosteriors(Tiny.Mixture)), Tiny.Documents(_ml, Rows)),
        };

        IDataView Apply(IEstimator<ITransformer> estimator, IDataView view) => estimator.Fit(view).Transform(source(view));
    }

    /// <summary>All cells of the columns of a schema, the view's own unless another is given.</summary>
    private static string[] Read(IDataView view, DataViewSchema? schema = null) =>
        Cells.Read(view, [.. (schema ?? view.Schema).Select(column => view.Schema[column.Name])]);

    private static void AreClose(string[] expected, string[] actual) => Cells.AreClose(expected, actual);

    /// <summary>Rows begin with their tokens, which no two share and no computation changes.</summary>
    private static void AreSameInAnyOrder(string[] expected, string[] actual) => Cells.AreClose(
        [.. expected.Order(StringComparer.Ordinal)], [.. actual.Order(StringComparer.Ordinal)]);

    private sealed class ScoredPrompt
    {
        public int[] Tokens { get; set; } = [];

        public int Component { get; set; }

        public float[] LabelProbability { get; set; } = [];

        public bool[] LabelCorrect { get; set; } = [];
    }
}

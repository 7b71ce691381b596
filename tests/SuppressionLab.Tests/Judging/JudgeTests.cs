using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms.Text;
using SuppressionLab.Columns;
using SuppressionLab.Data;
using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Judging;
using SuppressionLab.Tests.Support;

namespace SuppressionLab.Tests.Judging;

[TestClass]
public sealed class JudgeTests
{
    private static readonly MLContext Ml = Tiny.Context();

    private static readonly HmmMixture Mixture = GincMixture.Draw(
        new GincOptions { Components = 3, Entities = 5, Properties = 5, VocabularySize = 20 }, seed: 8);

    [TestMethod]
    public void A_text_pipelines_corrected_shares_are_those_that_documents_were_drawn_with()
    {
        double[] before = [1 / 3.0, 1 / 3.0, 1 / 3.0], after = [0.8, 0.15, 0.05];
        var report = Ml.Suppression.EvaluateJudge(
            TextJudge(Ml), Documents(900, "known", [1, 1, 1]), [Documents(600, "before", before), Documents(600, "after", after)]);
        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, report.Components.ToArray());
        Assert.IsEmpty(report.Warnings);
        Assert.AreEqual(report.HeldOutCount, report.ConfusionCounts.Sum(row => row.Sum()));
        Assert.AreEqual(270, report.HeldOutCount, 60);
        // The judge is good, and not so good that correcting it is no test.
        Assert.IsTrue(report.Accuracy is > 0.5 and < 0.98, $"accuracy {report.Accuracy}");
        Assert.AreEqual(
            Math.Sqrt(report.Accuracy * (1 - report.Accuracy) / report.HeldOutCount), report.AccuracyStandardError, 2e-3);
        var worst = 0.0;
        for (var c = 0; c < 3; c++)
        {
            foreach (var (judged, truth) in report.Judged.Zip([before, after]))
            {
                Assert.AreEqual(600, judged.Count);
                Assert.AreEqual(truth[c], judged.Shares[c].Corrected, 4 * judged.Shares[c].CorrectedStandardError);
                worst = Math.Max(worst, Math.Abs(judged.Shares[c].Raw - truth[c]) / judged.Shares[c].RawStandardError);
            }
            var change = report.Change()[c];
            Assert.AreEqual(c, change.Component);
            Assert.AreEqual(after[c] - before[c], change.Corrected, 4 * change.CorrectedStandardError);
            Assert.AreEqual(-change.Corrected, report.Change(1, 0)[c].Corrected, 1e-12);
        }
        Assert.IsGreaterThan(4, worst, "raw shares are off by what the judge gets wrong");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => report.Change(0, 2));
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_figures_and_a_models_documents_are_judged()
    {
        using var model = Tiny.Model(Ml, steps: 30);
        var known = Tiny.Documents(Ml, 120);
        var written = Ml.Suppression.SampleDocuments(model, new() { Count = 40, Length = Tiny.ContextLength });
        // A context each: ML.NET's own trainers draw the next numbers of their context's generator at each fit.
        var (first, second, other) = (Report(null), Report(null), Report(9));
        Assert.AreEqual(40, first.Judged[0].Count);
        CollectionAssert.AreEqual(first.Judged[0].Shares.ToArray(), second.Judged[0].Shares.ToArray());
        Assert.AreEqual(Text(first.ConfusionCounts), Text(second.ConfusionCounts));
        Assert.AreNotEqual(Text(first.ConfusionCounts), Text(other.ConfusionCounts));

        JudgeEvaluation Report(ulong? seed)
        {
            var ml = Tiny.Context();
            return ml.Suppression.EvaluateJudge(TextJudge(ml), known, [written], new() { Seed = seed });
        }
    }

    [TestMethod]
    public void Verdicts_are_read_as_numbers_texts_and_keys()
    {
        // A judge that knows: the verdict is the component itself, in many types.
        var known = Documents(60, "known", [1, 1, 1]);
        var key = Ml.Transforms.Conversion.MapValueToKey("PredictedLabel", ColumnNames.Component);
        var texts = Ml.Transforms.Conversion.ConvertType("Word", ColumnNames.Component, DataKind.String)
            .Append(Ml.Transforms.Conversion.MapValueToKey("PredictedLabel", "Word"));
        IEstimator<ITransformer>[] judges =
        [
            key, texts,
            .. new[] { DataKind.Int32, DataKind.Int64, DataKind.Single, DataKind.Double, DataKind.String }
                .Select(kind => Ml.Transforms.Conversion.ConvertType("PredictedLabel", ColumnNames.Component, kind)),
        ];
        foreach (var judge in judges)
        {
            var report = Ml.Suppression.EvaluateJudge(judge, known, [known]);
            Assert.AreEqual(1, report.Accuracy);
            var components = Views.Scalars<int>(known, ColumnNames.Component);
            CollectionAssert.AreEqual(
                Enumerable.Range(0, 3).Select(c => components.Count(x => x == c)).ToArray(), report.Judged[0].Counts.ToArray());
        }
    }

    [TestMethod]
    public void A_judge_may_reorder_rows_and_may_not_drop_them_or_their_component()
    {
        // A judge that knows, so that any row paired with another's verdict is a mistake.
        var known = Documents(60, "known", [1, 1, 1]);
        var knowing = Ml.Transforms.CopyColumns("PredictedLabel", ColumnNames.Component);
        Assert.AreEqual(1, Ml.Suppression.EvaluateJudge(new Rows(knowing, rows => Ml.Data.ShuffleRows(rows, seed: 2)), known, [known]).Accuracy);
        var heldOut = Ml.Suppression.EvaluateJudge(knowing, known, [known]).HeldOutCount;
        StringAssert.Contains(
            Refuse(new Rows(knowing, rows => Ml.Data.SkipRows(rows, 2)), known, [known]),
            $"the judge's output has {heldOut - 2} rows for {heldOut} held-out documents");
        StringAssert.Contains(
            Refuse(new Rows(knowing, rows => Views.Scalars<int>(rows, ColumnNames.Component).Length == 60 ? Ml.Data.TakeRows(rows, 59) : rows), known, [known]),
            "the judge's output has 59 rows for 60 documents of judged view 0");
        StringAssert.Contains(
            Refuse(knowing.Append(Ml.Transforms.DropColumns(ColumnNames.Component)), known, [known]),
            "the judge's output: column 'Component' is missing");
    }

    [TestMethod]
    public void What_cannot_be_judged_is_refused_in_a_line()
    {
        var known = Documents(60, "known", [1, 1, 1]);
        var judge = Ml.Transforms.CopyColumns("PredictedLabel", ColumnNames.Component);
        StringAssert.Contains(Refuse(judge, known, []), "nothing to judge");
        StringAssert.Contains(Refuse(judge, known, [known], new() { HeldOutFraction = 1 }), "HeldOutFraction is 1");
        StringAssert.Contains(Refuse(judge, known, [known], new() { VerdictColumnName = "Other" }), "no column 'Other'");
        StringAssert.Contains(Refuse(judge, known, [known], new() { ComponentColumnName = "Other" }), "column 'Other' is missing");
        StringAssert.Contains(Refuse(Ml.Transforms.CopyColumns("PredictedLabel", ColumnNames.Tokens), known, [known]), "it must be a number");
        var unknown = Ml.Suppression.Documents([new Document([1], null), new Document([2], 0)]);
        StringAssert.Contains(Refuse(judge, unknown, [known]), "column 'Component' has -1");
        StringAssert.Contains(Refuse(judge, Documents(10, "one", [1, 0, 0]), [known]), "at least 2 are needed");
        StringAssert.Contains(Refuse(judge, Documents(200, "two", [1, 1, 0]), [known]), "the judge gave component 2; the known documents have 0, 1");
        var rare = Ml.Suppression.Documents([.. Enumerable.Range(0, 30).Select(i => new Document([1], i == 0 ? 1 : 0))]);
        StringAssert.Contains(Refuse(judge, rare, [rare], new() { HeldOutFraction = 0.1 }), "no document of component 1 was held out");
    }

    private static EstimatorChain<ITransformer> TextJudge(MLContext ml) => new EstimatorChain<ITransformer>()
        .Append(ml.Suppression.Transforms.Detokenize())
        .Append(ml.Transforms.Text.FeaturizeText("Features", new TextFeaturizingEstimator.Options
        {
            CharFeatureExtractor = null,
            WordFeatureExtractor = new WordBagEstimator.Options { NgramLength = 2 },
        }, "Text"))
        .Append(ml.Transforms.Conversion.MapValueToKey("Label", ColumnNames.Component))
        .Append<ITransformer>(ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(
            new SdcaMaximumEntropyMulticlassTrainer.Options { NumberOfThreads = 1, MaximumNumberOfIterations = 20 }));

    /// <summary>A judge that gives other rows than it is given.</summary>
    private sealed class Rows(IEstimator<ITransformer> judge, Func<IDataView, IDataView> change) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input) => new Fitted(judge.Fit(input), change);

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => judge.GetOutputSchema(inputSchema);

        private sealed class Fitted(ITransformer judge, Func<IDataView, IDataView> change) : ITransformer
        {
            public bool IsRowToRowMapper => false;

            public IDataView Transform(IDataView input) => change(judge.Transform(input));

            public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => judge.GetOutputSchema(inputSchema);

            public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

            public void Save(ModelSaveContext ctx) => throw new NotSupportedException();
        }
    }

    private static string Refuse(IEstimator<ITransformer> judge, IDataView known, IDataView[] judged, JudgeOptions? options = null) =>
        Views.Refusal(() => Ml.Suppression.EvaluateJudge(judge, known, judged, options));

    private static IDataView Documents(int count, string stream, double[] weights) => Ml.Suppression.Documents(
        Mixture, new DocumentViewOptions { Count = count, Length = 16, Stream = stream, Weights = weights });

    private static string Text(IEnumerable<IReadOnlyList<int>> counts) => string.Join(";", counts.Select(row => string.Join(",", row)));
}

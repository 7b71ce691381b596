using Microsoft.ML;
using SuppressionLab.Columns;
using SuppressionLab.Data;
using SuppressionLab.Generators.Preferences;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Tests.Support;

namespace SuppressionLab.Tests.Data;

[TestClass]
public sealed class PreferencePairViewTests
{
    private static readonly PreferencePairViewOptions Options = new() { Count = 12, Length = 10, PromptLength = 4, Favoured = [1] };
    private readonly MLContext _ml = Tiny.Context(seed: 6);

    [TestMethod]
    public void Rows_are_the_samplers_pairs_at_the_contexts_seed()
    {
        var view = _ml.Suppression.PreferencePairs(Tiny.Mixture, Options);
        var sampler = new PreferencePairSampler(
            Tiny.Mixture,
            new PreferencePairOptions { Favoured = [1], AnswerSymbols = 6, PromptSymbols = 3 },
            RandomKey.FromSeed(6).Derive("pairs"));
        Check([.. Enumerable.Range(0, 12).Select(i => sampler.Sample(i))], view);
        Assert.AreEqual(12L, view.GetRowCount());
        Assert.IsTrue(Views.Vectors<int>(view, ColumnNames.PromptTokens).All(p => p.Length == 4 && p[0] == Tiny.Mixture.BosToken));
        Assert.IsTrue(Views.Scalars<int>(view, ColumnNames.FavouredComponent).All(c => c == 1));
    }

    [TestMethod]
    public void The_prompt_is_the_bos_alone_unless_a_longer_one_is_asked_for()
    {
        var view = _ml.Suppression.PreferencePairs(Tiny.Mixture, Options with { PromptLength = 1 });
        Assert.IsTrue(Views.Vectors<int>(view, ColumnNames.PromptTokens).All(p => p is [var bos] && bos == Tiny.Mixture.BosToken));
        Assert.IsTrue(Views.Vectors<int>(view, ColumnNames.ChosenTokens).All(c => c.Length == 9));
    }

    [TestMethod]
    [DataRow("pairs.jsonl")]
    [DataRow("pairs.parquet")]
    public void Pairs_of_a_file_are_those_that_were_written(string name)
    {
        PreferencePair[] pairs = [new([11, 3], [1, 2], [4], 0, 2), new([11], [5], [6, 7])];
        var folder = Directory.CreateTempSubdirectory("pairs");
        try
        {
            var path = Path.Combine(folder.FullName, name);
            PreferencePairFile.Write(path, pairs);
            var view = _ml.Suppression.PreferencePairsFromFile(path, Tiny.Mixture);
            Check(pairs, view);
            CollectionAssert.AreEqual(new[] { 0, -1 }, Views.Scalars<int>(view, ColumnNames.FavouredComponent));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public void Options_out_of_range_are_named()
    {
        StringAssert.Contains(Refuse(Options with { Count = 0 }), "Count is 0");
        StringAssert.Contains(Refuse(Options with { Length = 4 }), "Length is 4; with PromptLength 4 it must be at least 5");
        StringAssert.Contains(Refuse(Options with { PromptLength = 0 }), "PromptLength is 0");
        StringAssert.Contains(Refuse(Options with { Stream = "" }), "Stream");
        StringAssert.Contains(Refuse(Options with { Favoured = [7] }), "Favoured: 7");
        StringAssert.Contains(Views.Refusal(() => _ml.Suppression.PreferencePairs([])), "no preference pairs");
    }

    private string Refuse(PreferencePairViewOptions options) =>
        Views.Refusal(() => _ml.Suppression.PreferencePairs(Tiny.Mixture, options));

    private static void Check(PreferencePair[] expected, IDataView view)
    {
        Views.AreSame([.. expected.Select(p => p.Prompt)], Views.Vectors<int>(view, ColumnNames.PromptTokens));
        Views.AreSame([.. expected.Select(p => p.Chosen)], Views.Vectors<int>(view, ColumnNames.ChosenTokens));
        Views.AreSame([.. expected.Select(p => p.Rejected)], Views.Vectors<int>(view, ColumnNames.RejectedTokens));
        CollectionAssert.AreEqual(
            expected.Select(p => p.SuppressedComponent ?? -1).ToArray(), Views.Scalars<int>(view, ColumnNames.SuppressedComponent));
    }
}

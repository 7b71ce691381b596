using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Data;
using SuppressionLab.Generators.Documents;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Tests.Support;

namespace SuppressionLab.Tests.Data;

[TestClass]
public sealed class DocumentViewTests
{
    private readonly MLContext _ml = Tiny.Context(seed: 9);

    [TestMethod]
    public void Rows_are_the_samplers_documents_at_the_contexts_seed_without_the_bos()
    {
        var view = Tiny.Documents(_ml, count: 20);
        var sampler = new DocumentSampler(
            Tiny.Mixture, Tiny.ContextLength - 1, RandomKey.FromSeed(9).Derive("documents"));
        var expected = Enumerable.Range(0, 20).Select(i => sampler.Sample(i)).ToArray();
        Views.AreSame([.. expected.Select(d => d.Tokens)], Views.Vectors<int>(view, ColumnNames.Tokens));
        CollectionAssert.AreEqual(
            expected.Select(d => d.Component).ToArray(), Views.Scalars<int>(view, ColumnNames.Component).Cast<int?>().ToArray());
        Assert.AreEqual(20L, view.GetRowCount());
    }

    [TestMethod]
    public void The_options_seed_and_stream_go_before_the_contexts_seed()
    {
        var options = new DocumentViewOptions { Count = 5, Length = 12, Seed = 9 };
        var other = new MLContext(seed: 1).Suppression.Documents(Tiny.Mixture, options);
        var same = _ml.Suppression.Documents(Tiny.Mixture, options with { Seed = null });
        var stream = _ml.Suppression.Documents(Tiny.Mixture, options with { Stream = "others" });
        Views.AreSame(Views.Vectors<int>(same, ColumnNames.Tokens), Views.Vectors<int>(other, ColumnNames.Tokens));
        CollectionAssert.AreNotEqual(
            Views.Vectors<int>(same, ColumnNames.Tokens)[0], Views.Vectors<int>(stream, ColumnNames.Tokens)[0]);
    }

    [TestMethod]
    public void Shuffled_cursors_and_cursor_sets_give_the_same_row_for_the_same_identity()
    {
        var view = Tiny.Documents(_ml, count: 300, length: 6);
        var expected = Views.Vectors<int>(view, ColumnNames.Tokens);
        var shuffled = Read([view.GetRowCursor(view.Schema, new Random(3))]);
        var parallel = Read(view.GetRowCursorSet(view.Schema, 3));
        foreach (var rows in new[] { shuffled, parallel })
        {
            Assert.HasCount(300, rows.Select(r => r.Id).Distinct().ToArray());
            Assert.IsTrue(rows.All(r => r.Tokens.SequenceEqual(expected[r.Id])));
        }
        Assert.IsFalse(shuffled.Select(r => r.Id).SequenceEqual(Enumerable.Range(0, 300).Select(i => (ulong)i)));
    }

    [TestMethod]
    public void Batches_of_a_cursor_set_put_the_rows_back_in_order()
    {
        var view = Tiny.Documents(_ml, count: 300, length: 6);
        var rows = Read(view.GetRowCursorSet(view.Schema, 3));
        var ordered = rows.OrderBy(r => r.Batch).Select(r => r.Id);
        CollectionAssert.AreEqual(Enumerable.Range(0, 300).Select(i => (ulong)i).ToArray(), ordered.ToArray());
    }

    [TestMethod]
    public void Weights_choose_the_components()
    {
        var options = new DocumentViewOptions { Count = 50, Length = 6, Weights = [0, 1, 0] };
        var view = _ml.Suppression.Documents(Tiny.Mixture, options);
        Assert.IsTrue(Views.Scalars<int>(view, ColumnNames.Component).All(c => c == 1));
    }

    [TestMethod]
    public void Mlnets_own_transforms_and_files_work_on_the_view()
    {
        var view = Tiny.Documents(_ml, count: 30, length: 6);
        var expected = Views.Vectors<int>(view, ColumnNames.Tokens);
        Views.AreSame(expected, Views.Vectors<int>(_ml.Data.Cache(view), ColumnNames.Tokens));
        Views.AreSame(expected[5..9], Views.Vectors<int>(_ml.Data.TakeRows(_ml.Data.SkipRows(view, 5), 4), ColumnNames.Tokens));
        var split = _ml.Data.TrainTestSplit(view, 0.3);
        Assert.AreEqual(30, Views.Vectors<int>(split.TrainSet, ColumnNames.Tokens).Length + Views.Vectors<int>(split.TestSet, ColumnNames.Tokens).Length);
        var shuffled = Views.Vectors<int>(_ml.Data.ShuffleRows(view, seed: 2), ColumnNames.Tokens);
        CollectionAssert.AreEquivalent(Texts(expected), Texts(shuffled));
        Assert.HasCount(3, view.Preview(3).RowView);

        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.idv");
        try
        {
            using (var stream = File.Create(path))
            {
                _ml.Data.SaveAsBinary(view, stream);
            }
            Views.AreSame(expected, Views.Vectors<int>(_ml.Data.LoadFromBinary(path), ColumnNames.Tokens));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public void Documents_in_memory_of_unknown_component_have_minus_one()
    {
        var view = _ml.Suppression.Documents([new Document([1, 2, 3], null), new Document([4], 2)]);
        CollectionAssert.AreEqual(new[] { -1, 2 }, Views.Scalars<int>(view, ColumnNames.Component));
        Views.AreSame([[1, 2, 3], [4]], Views.Vectors<int>(view, ColumnNames.Tokens));
    }

    [TestMethod]
    public void Options_out_of_range_are_named()
    {
        var good = new DocumentViewOptions { Count = 1, Length = 2 };
        StringAssert.Contains(Refuse(good with { Count = 0 }), "Count");
        StringAssert.Contains(Refuse(good with { Length = 1 }), "Length");
        StringAssert.Contains(Refuse(good with { Stream = "" }), "Stream");
        StringAssert.Contains(Views.Refusal(() => _ml.Suppression.Documents([])), "no documents");
    }

    private string Refuse(DocumentViewOptions options) =>
        Views.Refusal(() => _ml.Suppression.Documents(Tiny.Mixture, options));

    private static string[] Texts(int[][] rows) => [.. rows.Select(r => string.Join(' ', r))];

    private static List<(ulong Id, long Batch, int[] Tokens)> Read(DataViewRowCursor[] cursors)
    {
        var rows = new List<(ulong, long, int[])>();
        foreach (var cursor in cursors)
        {
            var getter = cursor.GetGetter<VBuffer<int>>(cursor.Schema[ColumnNames.Tokens]);
            var identity = cursor.GetIdGetter();
            VBuffer<int> tokens = default;
            DataViewRowId id = default;
            while (cursor.MoveNext())
            {
                getter(ref tokens);
                identity(ref id);
                rows.Add((id.Low, cursor.Batch, [.. tokens.DenseValues()]));
            }
            cursor.Dispose();
        }
        return rows;
    }
}

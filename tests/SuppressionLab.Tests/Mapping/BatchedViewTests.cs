using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Columns;
using SuppressionLab.Data;
using SuppressionLab.Mapping;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Tests.Support;

namespace SuppressionLab.Tests.Mapping;

[TestClass]
public sealed class BatchedViewTests
{
    private readonly List<int[]> _batches = [];

    [TestMethod]
    public void Batches_are_computed_ahead_and_outputs_stay_in_step_with_the_rows()
    {
        var view = View(10);
        var values = new List<(int, int)>();
        using var cursor = view.GetRowCursor(view.Schema);
        var input = RowReaders.Scalar<int>(cursor, view.Schema["X"]);
        var output = RowReaders.Scalar<int>(cursor, view.Schema["Square"]);
        while (cursor.MoveNext())
        {
            values.Add((input(), output()));
        }
        CollectionAssert.AreEqual(Enumerable.Range(0, 10).Select(i => (i, i * i)).ToArray(), values);
        CollectionAssert.AreEqual(new[] { 4, 4, 2 }, _batches.Select(b => b.Length).ToArray());
    }

    [TestMethod]
    public void Nothing_is_computed_if_no_computed_column_is_asked_for()
    {
        CollectionAssert.AreEqual(Enumerable.Range(0, 10).ToArray(), Views.Scalars<int>(View(10), "X"));
        Assert.HasCount(0, _batches);
    }

    [TestMethod]
    public void A_row_is_in_the_same_batch_whichever_rows_are_read()
    {
        var view = View(10);
        using var cursor = view.GetRowCursor(view.Schema);
        var output = RowReaders.Scalar<int>(cursor, view.Schema["Square"]);
        for (var i = 0; i <= 9; i++)
        {
            Assert.IsTrue(cursor.MoveNext());
        }
        Assert.AreEqual(81, output());
        Assert.HasCount(1, _batches);
        CollectionAssert.AreEqual(new[] { 8, 9 }, _batches[0]);
    }

    [TestMethod]
    public void Reading_before_the_first_row_or_with_another_type_is_refused()
    {
        var view = View(3);
        using var cursor = view.GetRowCursor(view.Schema);
        var output = RowReaders.Scalar<int>(cursor, view.Schema["Square"]);
        Assert.ThrowsExactly<InvalidOperationException>(() => output());
        Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<float>(view.Schema["Square"]));
    }

    [TestMethod]
    public void A_row_that_cannot_be_scored_fails_every_later_read_rather_than_shifting_the_rows()
    {
        var view = new Squares(_batches) { Bad = 5 }.Bind(Source(12).Schema).Apply(Source(12));
        using var cursor = view.GetRowCursor(view.Schema);
        var output = RowReaders.Scalar<int>(cursor, view.Schema["Square"]);
        for (var i = 0; i < 12; i++)
        {
            Assert.IsTrue(cursor.MoveNext());
            if (i < 4)
            {
                Assert.AreEqual(i * i, output());
            }
            else
            {
                StringAssert.Contains(Assert.ThrowsExactly<InputException>(() => output()).Message, "row 5");
            }
        }
    }

    [TestMethod]
    public void A_mapped_row_computes_once_a_position()
    {
        var source = Source(3);
        var mapper = new Squares(_batches).Bind(source.Schema);
        using var cursor = source.GetRowCursor(source.Schema);
        var row = mapper.GetRow(cursor, mapper.OutputSchema);
        var output = RowReaders.Scalar<int>(row, mapper.OutputSchema["Square"]);
        cursor.MoveNext();
        cursor.MoveNext();
        Assert.AreEqual((1, 1), (output(), output()));
        cursor.MoveNext();
        Assert.AreEqual(4, output());
        Assert.HasCount(2, _batches);
    }

    private IDataView View(int rows) => new Squares(_batches).Bind(Source(rows).Schema).Apply(Source(rows));

    private static GeneratedDataView<Tuple<int>> Source(int rows) => new(
        rows, Tuple.Create, [new ScalarColumn<Tuple<int>, int>("X", NumberDataViewType.Int32, r => r.Item1)]);

    private sealed class Squares(List<int[]> batches) : RowMapping<int, Tuple<int>>(new(
        [RequiredColumn.Int32(nameof(Squares), "X")],
        [new ScalarColumn<Tuple<int>, int>("Square", NumberDataViewType.Int32, r => r.Item1)]))
    {
        public int Bad { get; init; } = -1;

        public override int BatchSize => 4;

        public override Func<int> CreateReader(DataViewRow row, IReadOnlyList<DataViewSchema.Column> inputs)
        {
            var read = RowReaders.Scalar<int>(row, inputs[0]);
            return () => read() is var x && x == Bad ? throw new InputException($"row {x}") : x;
        }

        public override IBatchScorer<int, Tuple<int>> OpenScorer() => new Scorer(batches);

        private sealed class Scorer(List<int[]> batches) : IBatchScorer<int, Tuple<int>>
        {
            public Tuple<int>[] Score(IReadOnlyList<int> rows)
            {
                batches.Add([.. rows]);
                return [.. rows.Select(x => Tuple.Create(x * x))];
            }

            public void Dispose()
            {
            }
        }
    }
}

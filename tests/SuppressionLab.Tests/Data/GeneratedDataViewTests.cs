using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Data;
using SuppressionLab.Mapping;

namespace SuppressionLab.Tests.Data;

[TestClass]
public sealed class GeneratedDataViewTests
{
    private readonly List<int> _computed = [];

    [TestMethod]
    public void A_row_is_computed_once_however_many_columns_are_read_and_never_if_none_is()
    {
        var view = View(4);
        using var cursor = view.GetRowCursor(view.Schema);
        var first = cursor.GetGetter<int>(view.Schema["First"]);
        var second = cursor.GetGetter<int>(view.Schema["Second"]);
        Assert.IsTrue(cursor.MoveNext() && cursor.MoveNext());
        var (a, b) = (0, 0);
        first(ref a);
        second(ref b);
        first(ref a);
        Assert.AreEqual((1, 10), (a, b));
        CollectionAssert.AreEqual(new[] { 1 }, _computed);
    }

    [TestMethod]
    public void A_cursor_ends_after_the_last_row_and_stays_ended()
    {
        var view = View(2);
        using var cursor = view.GetRowCursor(view.Schema);
        Assert.IsTrue(cursor.MoveNext() && cursor.MoveNext());
        Assert.IsFalse(cursor.MoveNext());
        Assert.IsFalse(cursor.MoveNext());
    }

    [TestMethod]
    public void Columns_not_asked_for_and_reads_before_the_first_row_are_refused()
    {
        var view = View(2);
        using var cursor = view.GetRowCursor([view.Schema["First"]]);
        Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<int>(view.Schema["Second"]));
        Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<long>(view.Schema["First"]));
        var getter = cursor.GetGetter<int>(view.Schema["First"]);
        var value = 0;
        Assert.ThrowsExactly<InvalidOperationException>(() => getter(ref value));
    }

    private GeneratedDataView<Tuple<int>> View(int rows) => new(
        rows,
        i =>
        {
            _computed.Add(i);
            return Tuple.Create(i);
        },
        [
            new ScalarColumn<Tuple<int>, int>("First", NumberDataViewType.Int32, r => r.Item1),
            new ScalarColumn<Tuple<int>, int>("Second", NumberDataViewType.Int32, r => r.Item1 * 10),
        ]);
}

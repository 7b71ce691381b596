using Microsoft.ML;

namespace SuppressionLab.Tests.Support;

/// <summary>Passes a view through and counts the cursors that ask for a column.</summary>
internal sealed class CountingView(IDataView source, string column) : IDataView
{
    public int Cursors { get; private set; }

    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var columns = columnsNeeded.ToList();
        Cursors += columns.Exists(c => c.Name == column) ? 1 : 0;
        return source.GetRowCursor(columns, rand);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}

using Microsoft.ML;

namespace SuppressionLab.Tests.Support;

/// <summary>Passes a view through and counts its cursors, or those that ask for one column.</summary>
internal sealed class CountingView(IDataView source, string? column = null) : IDataView
{
    public int Cursors { get; private set; }

    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var columns = columnsNeeded.ToList();
        Cursors += column is null || columns.Exists(c => c.Name == column) ? 1 : 0;
        return source.GetRowCursor(columns, rand);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}

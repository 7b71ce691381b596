using Microsoft.ML;
using Microsoft.ML.Data;

namespace SuppressionLab.Tests.Conformance;

/// <summary>Views of one schema, one after another; enough of a view for a scoring transform to read.</summary>
internal sealed class StackedView(IReadOnlyList<IDataView> parts) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => parts[0].Schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(this, [.. columnsNeeded.Select(c => c.Name)]);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded)];

    private IReadOnlyList<IDataView> Parts => parts;

    private sealed class Cursor(StackedView view, HashSet<string> needed) : DataViewRowCursor
    {
        private DataViewRowCursor _current = Open(view.Parts[0], needed);
        private int _part;
        private long _position = -1;

        public override DataViewSchema Schema => view.Schema;

        public override long Position => _position;

        public override long Batch => 0;

        public override bool MoveNext()
        {
            while (!_current.MoveNext())
            {
                if (++_part >= view.Parts.Count)
                {
                    _position = -1;
                    return false;
                }
                _current.Dispose();
                _current = Open(view.Parts[_part], needed);
            }
            _position++;
            return true;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => needed.Contains(column.Name);

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new((ulong)_position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            (ref TValue value) => _current.GetGetter<TValue>(view.Parts[_part].Schema[column.Name])(ref value);

        protected override void Dispose(bool disposing)
        {
            _current.Dispose();
            base.Dispose(disposing);
        }

        private static DataViewRowCursor Open(IDataView part, HashSet<string> needed) =>
            part.GetRowCursor(part.Schema.Where(c => needed.Contains(c.Name)));
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;
using SuppressionLab.Mapping;

namespace SuppressionLab.Data;

/// <summary>
/// A lazy view whose row i is a pure function of i: the same rows from every cursor, shuffled or not, on any number of
/// threads. A row is computed when a column of it is first read, so rows that are skipped cost nothing.
/// </summary>
/// <typeparam name="TRow">The row object.</typeparam>
/// <param name="count">The number of rows.</param>
/// <param name="row">Computes row i; called by several threads at once.</param>
/// <param name="columns">The columns read from a row.</param>
internal sealed class GeneratedDataView<TRow>(int count, Func<int, TRow> row, IReadOnlyList<RowColumn<TRow>> columns)
    : IDataView where TRow : class
{
    public bool CanShuffle => true;

    public DataViewSchema Schema { get; } = BuildSchema(columns);

    public long? GetRowCount() => count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(this, Active(columnsNeeded), Order(rand), stride: 1, offset: 0);

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var active = Active(columnsNeeded);
        var order = Order(rand);
        var cursors = Math.Clamp(n, 1, Math.Max(1, (count + Cursor.BlockRows - 1) / Cursor.BlockRows));
        return [.. Enumerable.Range(0, cursors).Select(i => new Cursor(this, active, order, cursors, i))];
    }

    private static DataViewSchema BuildSchema(IReadOnlyList<RowColumn<TRow>> columns)
    {
        var builder = new DataViewSchema.Builder();
        foreach (var column in columns)
        {
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        }
        return builder.ToSchema();
    }

    private bool[] Active(IEnumerable<DataViewSchema.Column> needed)
    {
        var active = new bool[columns.Count];
        foreach (var column in needed)
        {
            active[column.Index] = true;
        }
        return active;
    }

    private int[]? Order(Random? random)
    {
        if (random is null)
        {
            return null;
        }
        var order = Enumerable.Range(0, count).ToArray();
        random.Shuffle(order);
        return order;
    }

    /// <summary>Cursor <c>offset</c> of <c>stride</c> takes every stride-th block of rows; a block is an ML.NET batch.</summary>
    private sealed class Cursor(GeneratedDataView<TRow> view, bool[] active, int[]? order, int stride, int offset)
        : DataViewRowCursor
    {
        public const int BlockRows = 64;

        private readonly GeneratedDataView<TRow> _view = view;
        private long _position = -1;
        private long _place = -1;
        private int _loaded = -1;
        private bool _ended;
        private TRow? _row;

        public override DataViewSchema Schema => _view.Schema;

        public override long Position => _position;

        public override long Batch => stride == 1 || _place < 0 ? 0 : _place / BlockRows;

        private int RowIndex =>
            _position < 0 || _ended
                ? throw new InvalidOperationException("The cursor is not at a row; call MoveNext first.")
                : order is null ? (int)_place : order[_place];

        public override bool MoveNext()
        {
            if (_ended)
            {
                return false;
            }
            var next = _position + 1;
            _place = (((next / BlockRows * stride) + offset) * BlockRows) + (next % BlockRows);
            _ended = _place >= _view.Rows;
            _position = _ended ? -1 : next;
            return !_ended;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<DataViewRowId> GetIdGetter() =>
            (ref DataViewRowId id) => id = new DataViewRowId((ulong)RowIndex, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            active[column.Index]
                ? _view.Columns[column.Index].CreateGetter<TValue>(Current)
                : throw new InvalidOperationException($"Column '{column.Name}' was not asked for.");

        private TRow Current()
        {
            var index = RowIndex;
            if (_row is null || _loaded != index)
            {
                _row = _view.Row(index);
                _loaded = index;
            }
            return _row;
        }
    }

    private int Rows => count;

    private IReadOnlyList<RowColumn<TRow>> Columns => columns;

    private TRow Row(int index) => row(index);
}

using System.Collections;

namespace SuppressionLab.Experiments.Results.Tables.Columns;

/// <summary>Builds the columns of a table, in the order in which they are written.</summary>
/// <typeparam name="TRow">The rows.</typeparam>
internal sealed class ColumnList<TRow> : IEnumerable<TableColumn<TRow>>
{
    private readonly List<TableColumn<TRow>> _columns = [];

    /// <summary>A column of texts.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="meaning">What it says.</param>
    /// <param name="read">Reads a row's cell.</param>
    /// <param name="nullWhen">When it is null; null if never.</param>
    public ColumnList<TRow> Text(string name, string meaning, Func<TRow, string?> read, string? nullWhen = null) =>
        Add(new TextColumn<TRow>(new ResultColumn(name, ColumnType.Text, meaning) { NullWhen = nullWhen }, read));

    /// <summary>A column of integers.</summary>
    public ColumnList<TRow> Integer(
        string name, string meaning, Func<TRow, long?> read, string unit = "", string? nullWhen = null) =>
        Add(new ValueColumn<TRow, long>(
            new ResultColumn(name, ColumnType.Integer, meaning) { Unit = unit, NullWhen = nullWhen }, read));

    /// <summary>A column of numbers; NaN becomes null.</summary>
    public ColumnList<TRow> Number(
        string name, string meaning, Func<TRow, double?> read, string unit = "", string? nullWhen = null) =>
        Add(new ValueColumn<TRow, double>(
            new ResultColumn(name, ColumnType.Number, meaning) { Unit = unit, NullWhen = nullWhen }, read));

    /// <summary>A column of flags.</summary>
    public ColumnList<TRow> Flag(string name, string meaning, Func<TRow, bool?> read, string? nullWhen = null) =>
        Add(new ValueColumn<TRow, bool>(new ResultColumn(name, ColumnType.Flag, meaning) { NullWhen = nullWhen }, read));

    /// <summary>A column of moments in UTC.</summary>
    public ColumnList<TRow> Time(string name, string meaning, Func<TRow, DateTime?> read, string? nullWhen = null) =>
        Add(new ValueColumn<TRow, DateTime>(new ResultColumn(name, ColumnType.Time, meaning) { Unit = "UTC", NullWhen = nullWhen }, read));

    /// <inheritdoc />
    public IEnumerator<TableColumn<TRow>> GetEnumerator() => _columns.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ColumnList<TRow> Add(TableColumn<TRow> column)
    {
        _columns.Add(column);
        return this;
    }
}

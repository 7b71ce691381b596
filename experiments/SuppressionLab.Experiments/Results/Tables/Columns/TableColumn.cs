using Parquet;
using Parquet.Schema;

namespace SuppressionLab.Experiments.Results.Tables.Columns;

/// <summary>A column together with how a row's cell is found and written.</summary>
/// <typeparam name="TRow">The rows.</typeparam>
/// <param name="description">What people and queries know of it.</param>
internal abstract class TableColumn<TRow>(ResultColumn description)
{
    /// <summary>What people and queries know of it.</summary>
    public ResultColumn Description { get; } = description;

    /// <summary>The column in a Parquet schema; all may hold nulls there, so that files of all versions go together.</summary>
    public DataField Field { get; } = description.Type switch
    {
        ColumnType.Text => new DataField(description.Name, typeof(string), isNullable: true),
        ColumnType.Integer => new DataField(description.Name, typeof(long), isNullable: true),
        ColumnType.Number => new DataField(description.Name, typeof(double), isNullable: true),
        ColumnType.Flag => new DataField(description.Name, typeof(bool), isNullable: true),
        _ => new DateTimeDataField(
            description.Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: true),
    };

    /// <summary>Writes the column of some consecutive rows.</summary>
    /// <exception cref="InvalidOperationException">A cell is null in a column that never is.</exception>
    public abstract Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<TRow> rows);

    /// <summary>Refuses a null where the description promises none.</summary>
    protected bool MayBeNull(bool isNull) => !isNull || Description.NullWhen is not null
        ? isNull
        : throw new InvalidOperationException($"Column {Description.Name} is never null, but here it is.");
}

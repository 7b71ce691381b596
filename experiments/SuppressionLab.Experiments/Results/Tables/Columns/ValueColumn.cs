using Parquet;

namespace SuppressionLab.Experiments.Results.Tables.Columns;

/// <summary>A column of numbers, flags or moments.</summary>
internal sealed class ValueColumn<TRow, TValue>(ResultColumn description, Func<TRow, TValue?> read) : TableColumn<TRow>(description)
    where TValue : struct
{
    public override Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<TRow> rows) =>
        group.WriteAsync<TValue>(Field, (TValue?[])[.. rows.Select(Cell)]);

    private TValue? Cell(TRow row)
    {
        // NaN is "not known" in our records; in tables that is null, which averages pass over.
        var value = read(row) is { } known && known is not double.NaN ? known : (TValue?)null;
        MayBeNull(value is null);
        return value;
    }
}

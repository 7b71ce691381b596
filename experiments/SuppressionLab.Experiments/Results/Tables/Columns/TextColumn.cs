using Parquet;

namespace SuppressionLab.Experiments.Results.Tables.Columns;

/// <summary>A column of texts.</summary>
internal sealed class TextColumn<TRow>(ResultColumn description, Func<TRow, string?> read) : TableColumn<TRow>(description)
{
    public override Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<TRow> rows) =>
        group.WriteAsync(Field, new ArraySegment<string?>([.. rows.Select(Cell)])!);

    private string? Cell(TRow row)
    {
        var text = read(row);
        MayBeNull(text is null);
        return text;
    }
}

using SuppressionLab.Experiments.Results.Tables.Columns;
using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>A result table by its columns and rows; the columns of provenance come with it.</summary>
/// <typeparam name="TRow">What a row says, without its provenance.</typeparam>
internal abstract class ResultTable<TRow> : IResultTable
{
    private readonly Lazy<IReadOnlyList<TableColumn<TableRow<TRow>>>> _all;

    /// <summary>Creates the table.</summary>
    protected ResultTable() => _all = new(() =>
        [.. Define(new ColumnList<TableRow<TRow>>()), .. RowProvenance.Columns<TRow>()]);

    public abstract string Name { get; }

    public abstract string Row { get; }

    public IReadOnlyList<ResultColumn> Columns => [.. _all.Value.Select(column => column.Description)];

    public void Write(string path, TableSource source) => TableParquet.Write(path, _all.Value, Rows(source));

    /// <summary>The columns before those of provenance.</summary>
    protected abstract ColumnList<TableRow<TRow>> Define(ColumnList<TableRow<TRow>> columns);

    /// <summary>The rows of a run, in an order that depends on the plan alone.</summary>
    protected abstract IEnumerable<TableRow<TRow>> Rows(TableSource source);

    /// <summary>Rows that one stage made.</summary>
    protected static IEnumerable<TableRow<TRow>> RowsOf(TableSource source, Stage stage, IEnumerable<TRow> values) =>
        values.Select(value => new TableRow<TRow>(value, source.ProvenanceOf(stage)));
}

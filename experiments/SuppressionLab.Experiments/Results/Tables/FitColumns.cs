using SuppressionLab.Experiments.Results.Tables.Columns;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>What the tables of fits and of their parameters have in common: the columns that name a fit, and the fits.</summary>
internal static class FitColumns
{
    /// <summary>The columns that name a fit.</summary>
    public static ColumnList<TableRow<FitRecord>> Key(ColumnList<TableRow<FitRecord>> columns) => Key(columns, fit => fit);

    /// <summary>The columns that name a fit, in rows that hold one.</summary>
    public static ColumnList<TableRow<TRow>> Key<TRow>(ColumnList<TableRow<TRow>> columns, Func<TRow, FitRecord> fit) => columns
        .Model(row => fit(row.Value).Model, row => fit(row.Value).Method, row => fit(row.Value).Amount, row => fit(row.Value).AmountUnit)
        .Integer("step", "the optimiser step within the suppression, 0 for the pretrained network", row => fit(row.Value).Step)
        .Integer("k", "the example length", row => fit(row.Value).K, "symbols")
        .Text("law", "the law's name, as `laws` lists it", row => fit(row.Value).Law)
        .Number("prefix", "the share of the shots that was fitted, in (0, 1]", row => fit(row.Value).Prefix)
        .Integer("task", "the component of a law that is fitted curve by curve", row => fit(row.Value).Task, nullWhen: "the law is pooled");

    /// <summary>The fits of a run; a pretrained network's come once.</summary>
    public static IEnumerable<TableRow<FitRecord>> Fits(TableSource source) => source.Each(cell => cell.Fits)
        .SelectMany(pair => pair.Stage.Read(source.Store).Select(fit =>
            new TableRow<FitRecord>(fit, source.ProvenanceOf(pair.Stage) with { Seed = fit.Seed })))
        .DistinctBy(row => (row.Value.Model, row.Value.Method, row.Value.Amount, row.Value.Step, row.Value.Seed, row.Value.K,
            row.Value.Law, row.Value.Prefix, string.Join(',', row.Value.Tasks)));
}

using SuppressionLab.Experiments.Results.Tables.Columns;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>The law fits.</summary>
internal sealed class FitsTable : ResultTable<FitRecord>
{
    public override string Name => "fits";

    public override string Row => "one fit of a law: to all components' curves of a model together (pooled laws), or to one component's curve";

    protected override ColumnList<TableRow<FitRecord>> Define(ColumnList<TableRow<FitRecord>> columns) => FitColumns.Key(columns)
        .Text("tasks", "the fitted components, a comma between", row => string.Join(',', row.Value.Tasks))
        .Number("efficiency", "the law's K: evidence a shot", row => row.Value.Efficiency, nullWhen: "the law has none")
        .Number("sse", "squared error in probability over the fitted points, unweighted", row => row.Value.Sse)
        .Number("nrmse", "root mean square error over mean on the fitted points, averaged over tasks", row => row.Value.Nrmse, nullWhen: "a mean is 0")
        .Number("heldOutNrmse", "the same on the shots beyond the prefix", row => row.Value.HeldOutNrmse, nullWhen: "all shots were fitted")
        .Number("aicc", "Akaike's corrected criterion of the law on all of the model's curves together", row => row.Value.Aicc,
            nullWhen: "there are too few points")
        .Number("bic", "Schwarz's criterion likewise", row => row.Value.Bic, nullWhen: "there are too few points")
        .Integer("freeParameters", "the number of free parameters", row => row.Value.FreeParameters)
        .Integer("points", "the number of fitted points", row => row.Value.Points)
        .Text("noise", "what the intervals were taken from: `prompts`, `standard-errors`, `counts` or `residuals`",
            row => row.Value.Noise is { } noise ? StrictJson.FormatLine(noise).Trim('"') : null, "no intervals were worked out")
        .Integer("replicates", "bootstrap replicates drawn", row => row.Value.Replicates)
        .Text("notIdentified", "the parameters that the points do not determine, a comma between; empty if there are none",
            row => string.Join(',', row.Value.NotIdentified))
        .Text("warnings", "what a reader must know before trusting a parameter, `; ` between; empty if nothing",
            row => string.Join("; ", row.Value.Warnings))
        .Text("exitReason", "why the fitter stopped", row => row.Value.ExitReason)
        .Integer("startsTried", "starts of the search", row => row.Value.StartsTried)
        .Integer("startsAgreeing", "how many of them ended at the best optimum", row => row.Value.StartsAgreeing);

    protected override IEnumerable<TableRow<FitRecord>> Rows(TableSource source) => FitColumns.Fits(source);
}

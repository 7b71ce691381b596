using SuppressionLab.Experiments.Results.Tables.Columns;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>What each stage cost.</summary>
internal sealed class TimingsTable : ResultTable<TimingsTable.Timing>
{
    public override string Name => "timings";

    public override string Row => "one stage of the run; its key, wall and processor time are in the columns of provenance";

    protected override ColumnList<TableRow<Timing>> Define(ColumnList<TableRow<Timing>> columns) => columns
        .Text("kind", "what kind of artefact it makes, for example `pretraining`", row => row.Value.Stage.Kind)
        .Text("title", "what it does, in words", row => row.Value.Stage.Title)
        .Integer("parameters", "parameters of its network", row => row.Value.Stage.Estimate.Parameters)
        .Number("tokens", "tokens that it generates, trains on or scores; 0 if none", row => row.Value.Stage.Estimate.Tokens)
        .Number("flops", "floating-point operations of its network; 0 if none", row => row.Value.Stage.Estimate.Flops)
        .Integer("attempts", "how often it was begun: 1, and one more for each attempt that failed or was killed", row => row.Value.Manifest.Cost.Attempts)
        .Time("completedUtc", "when it was completed; differs from run to run", row => row.Value.Manifest.CompletedUtc);

    protected override IEnumerable<TableRow<Timing>> Rows(TableSource source) => source.Stages
        .SelectMany(stage => RowsOf(source, stage, [new Timing(stage, source.ManifestOf(stage))]));

    /// <summary>A row.</summary>
    /// <param name="Stage">The stage.</param>
    /// <param name="Manifest">What was recorded when it was made.</param>
    internal sealed record Timing(Stage Stage, Manifest Manifest);
}

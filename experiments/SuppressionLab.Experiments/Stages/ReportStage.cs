using SuppressionLab.Experiments.Results;

namespace SuppressionLab.Experiments.Stages;

/// <summary>The report of a run.</summary>
internal sealed class ReportStage(ExpandedPlan expanded) : Stage([.. expanded.Cells.SelectMany(cell => cell.Measurements).DistinctBy(stage => stage.Key)])
{
    public override string Kind => "report";

    public override int Version => 4;

    public override string Title => "report";

    public override object Settings => expanded.Plan;

    public override void Execute(StageContext context) =>
        RunFolder.WriteReport(context.Store, expanded, context.Output(RunFolder.ReportFile));
}

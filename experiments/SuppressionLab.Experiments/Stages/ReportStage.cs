using SuppressionLab.Experiments.Results;

namespace SuppressionLab.Experiments.Stages;

/// <summary>The report of a run.</summary>
internal sealed class ReportStage(ExpandedPlan expanded) : Stage(expanded.Measurements)
{
    public override string Kind => "report";

    public override int Version => 3;

    public override string Title => "report";

    public override object Settings => expanded.Plan;

    public override void Execute(StageContext context) =>
        RunFolder.WriteReport(context.Store, expanded, context.Output(RunFolder.ReportFile));
}

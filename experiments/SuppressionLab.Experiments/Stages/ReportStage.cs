using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;

namespace SuppressionLab.Experiments.Stages;

/// <summary>The report of a run.</summary>
internal sealed class ReportStage(
    ExperimentPlan plan,
    IReadOnlyList<CurvesStage> curves,
    IReadOnlyList<RegretStage> regrets,
    FitsStage fits,
    IReadOnlyList<TrainingStage> trainings)
    : Stage([.. trainings, .. curves, .. regrets, fits])
{
    public override string Kind => "report";

    public override int Version => 2;

    public override string Title => "report";

    public override object Settings => plan;

    /// <summary>The trainings whose losses the report shows.</summary>
    public IReadOnlyList<TrainingStage> Trainings => trainings;

    public override void Execute(StageContext context) => RunFolder.WriteReport(
        context.Store, new ExpandedPlan(plan, curves, regrets, fits, this), context.Output(RunFolder.ReportFile));
}

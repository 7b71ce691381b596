using SuppressionLab.Experiments.Results;

namespace SuppressionLab.Experiments.Stages;

/// <summary>The report of a run.</summary>
internal sealed class ReportStage(ExpandedPlan expanded) : Stage(InputsOf(expanded))
{
    public override string Kind => "report";

    /// <summary>Distances first: they need the mixtures alone, and a mixture that cannot be drawn is refused before any training.</summary>
    private static IReadOnlyList<Stage> InputsOf(ExpandedPlan expanded) =>
    [
        .. expanded.Cells.SelectMany(cell => cell.Distances.Concat(cell.Measurements)).DistinctBy(stage => stage.Key)
            .OrderBy(stage => stage is DistanceStage ? 0 : 1),
    ];

    public override int Version => 4;

    public override string Title => "report";

    public override object Settings => expanded.Plan;

    public override void Execute(StageContext context) =>
        RunFolder.WriteReport(context.Store, expanded, context.Output(RunFolder.ReportFile));
}

using SuppressionLab.Experiments.Plans;

namespace SuppressionLab.Experiments.Stages;

/// <summary>A plan's stages.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Cells">The stages of each variant and method.</param>
internal sealed record ExpandedPlan(ExperimentPlan Plan, IReadOnlyList<ExpandedCell> Cells)
{
    /// <summary>The last stage.</summary>
    public ReportStage Report => field ??= new ReportStage(this);
}

using SuppressionLab.Experiments.Plans;

namespace SuppressionLab.Experiments.Stages;

/// <summary>Expands a plan into its stages, cell by cell.</summary>
internal static class PlanExpander
{
    /// <summary>Expands a validated plan.</summary>
    public static ExpandedPlan Expand(ExperimentPlan plan) => new(plan, [.. plan.Cells().Select(CellExpander.Expand)]);
}

using SuppressionLab.Experiments.Plans;

namespace SuppressionLab.Experiments.Stages;

/// <summary>A plan's stages.</summary>
/// <param name="plan">The plan.</param>
/// <param name="cells">The stages of each variant and method.</param>
internal sealed class ExpandedPlan(ExperimentPlan plan, IReadOnlyList<ExpandedCell> cells)
{
    /// <summary>The plan.</summary>
    public ExperimentPlan Plan => plan;

    /// <summary>The stages of each variant and method.</summary>
    public IReadOnlyList<ExpandedCell> Cells => cells;

    /// <summary>
    /// The stages whose results the report shows; what they need comes with them. Distances first: they need the mixtures
    /// alone, and a mixture that cannot be drawn is refused before any training.
    /// </summary>
    public IReadOnlyList<Stage> Targets => field ??=
    [
        .. Cells.SelectMany(cell => cell.Distances.Concat(cell.Measurements)).DistinctBy(stage => stage.Key)
            .OrderBy(stage => stage is DistanceStage ? 0 : 1),
    ];

    /// <summary>All stages, inputs before what reads them.</summary>
    public IReadOnlyList<Stage> Stages => field ??= StageGraph.InOrder(Targets);
}

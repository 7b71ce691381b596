using SuppressionLab.Experiments.Plans;

namespace SuppressionLab.Experiments.Stages;

/// <summary>A plan's stages.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Curves">The curve stages, pretrained model first, then by amount and step; for every network and seed.</param>
/// <param name="Regrets">The regret stages, in the same order.</param>
/// <param name="Fits">The stage that fits the laws to all curves.</param>
/// <param name="Report">The last stage.</param>
internal sealed record ExpandedPlan(
    ExperimentPlan Plan,
    IReadOnlyList<CurvesStage> Curves,
    IReadOnlyList<RegretStage> Regrets,
    FitsStage Fits,
    ReportStage Report);

using SuppressionLab.Experiments.Plans;

namespace SuppressionLab.Experiments.Stages;

/// <summary>The stages of one variant and method of a plan.</summary>
/// <param name="Plan">The plan of this cell alone.</param>
/// <param name="Trainings">The trainings whose losses the report shows.</param>
/// <param name="LearningRates">The searches for learning rates; empty unless planned.</param>
/// <param name="Curves">The curve stages, pretrained model first, then by amount and step; for every network and seed.</param>
/// <param name="Regrets">The regret stages, in the same order.</param>
/// <param name="DocumentPriors">The law-free priors of the models at their amount's end; empty unless planned.</param>
/// <param name="Controls">The ideal suppressed learners, one a seed; empty unless planned.</param>
/// <param name="Fits">The stages that fit the laws, one for each of the curve stages, in their order.</param>
/// <param name="ControlFits">The stages that fit the headline law to the controls' curves.</param>
/// <param name="Verdicts">What suppression changed, one stage a network and seed; none for one without an amount.</param>
/// <param name="ControlVerdicts">The same for the controls.</param>
/// <param name="ReEmergences">When behaviours come back, one stage a network and seed.</param>
/// <param name="Doses">Dose-response and small-to-large, where the plan has enough amounts or depths.</param>
/// <param name="Attacks">Attacks and probes on the models at their amounts' ends; empty unless planned.</param>
/// <param name="Distances">How far apart the components of each seed's mixture are.</param>
internal sealed record ExpandedCell(
    ExperimentPlan Plan,
    IReadOnlyList<TrainingStage> Trainings,
    IReadOnlyList<LearningRateStage> LearningRates,
    IReadOnlyList<CurvesStage> Curves,
    IReadOnlyList<RegretStage> Regrets,
    IReadOnlyList<DocumentPriorStage> DocumentPriors,
    IReadOnlyList<ControlStage> Controls,
    IReadOnlyList<FitsStage> Fits,
    IReadOnlyList<FitsStage> ControlFits,
    IReadOnlyList<VerdictStage> Verdicts,
    IReadOnlyList<VerdictStage> ControlVerdicts,
    IReadOnlyList<ReEmergenceStage> ReEmergences,
    IReadOnlyList<DoseStage> Doses,
    IReadOnlyList<AttackStage> Attacks,
    IReadOnlyList<DistanceStage> Distances)
{
    /// <summary>All stages whose results the report shows.</summary>
    public IReadOnlyList<Stage> Measurements =>
    [
        .. Trainings, .. LearningRates, .. Curves, .. Regrets, .. DocumentPriors, .. Controls, .. Fits,
        .. ControlFits, .. Verdicts, .. ControlVerdicts, .. ReEmergences, .. Doses, .. Attacks, .. Distances,
    ];
}

using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Primitives.Json;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Results;

/// <summary>Everything that a finished run measured, read from its artefacts.</summary>
/// <param name="Expanded">The plan and its stages.</param>
/// <param name="Points">The curve points of all models.</param>
/// <param name="Fits">The law fits.</param>
/// <param name="Regrets">Losses and regrets to the exact learner, by component.</param>
/// <param name="DocumentPriors">The priors that the models' own documents follow; empty unless planned.</param>
/// <param name="ControlPoints">The curve points of the ideal suppressed learners; empty unless planned.</param>
/// <param name="ControlFits">The headline law's fits to them.</param>
/// <param name="ControlTruths">What they truly are.</param>
/// <param name="Verdicts">What suppression changed, for each network, seed and example length.</param>
/// <param name="ControlVerdicts">The same for each method of the control.</param>
/// <param name="ReEmergences">When behaviours come back, measured and foreseen.</param>
/// <param name="Doses">Curves predicted from other amounts, or from other networks.</param>
/// <param name="Histories">Training losses.</param>
/// <param name="Seconds">Wall time of each stage, in the order of the graph.</param>
/// <param name="Environment">The software and machine of the last stage.</param>
internal sealed record RunResults(
    ExpandedPlan Expanded,
    IReadOnlyList<CurvePoint> Points,
    IReadOnlyList<FitRecord> Fits,
    IReadOnlyList<RegretRecord> Regrets,
    IReadOnlyList<DocumentPriorRecord> DocumentPriors,
    IReadOnlyList<CurvePoint> ControlPoints,
    IReadOnlyList<FitRecord> ControlFits,
    IReadOnlyList<ControlTruth> ControlTruths,
    IReadOnlyList<VerdictRecord> Verdicts,
    IReadOnlyList<VerdictRecord> ControlVerdicts,
    IReadOnlyList<ReEmergenceRecord> ReEmergences,
    IReadOnlyList<DoseRecord> Doses,
    IReadOnlyList<TrainingHistory> Histories,
    IReadOnlyList<(string Title, double Seconds)> Seconds,
    IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>The plan.</summary>
    public ExperimentPlan Plan => Expanded.Plan;

    /// <summary>The mixture's components, growing.</summary>
    public IReadOnlyList<int> Components => Points.Select(point => point.Component).Distinct().Order().ToList();

    /// <summary>The favoured components that the curves show.</summary>
    public IReadOnlyList<int> Favoured => Components.Where(c => Plan.Suppression.Favoured.Contains(c)).ToList();

    /// <summary>The suppressed components.</summary>
    public IReadOnlyList<int> Suppressed => Components.Where(c => !Plan.Suppression.Favoured.Contains(c)).ToList();

    /// <summary>The networks' names.</summary>
    public IReadOnlyList<string> Models => Plan.Networks.Select(network => network.Name).ToList();

    /// <summary>The amounts at their ends, 0 (the pretrained model) first.</summary>
    public IReadOnlyList<double> Amounts =>
        Points.Where(IsFinal).Select(point => point.Amount).Distinct().Order().ToList();

    /// <summary>The fits to all shots of models at their amount's end.</summary>
    public IEnumerable<FitRecord> WholeFits(string law) => FinalFits(law, 1);

    /// <summary>The fits to a share of the shots of models at their amount's end.</summary>
    public IEnumerable<FitRecord> FinalFits(string law, double prefix) =>
        Fits.Where(fit => fit.Law == law && fit.Prefix == prefix && IsFinal(fit.Amount, fit.Step));

    /// <summary>Whether a point is of a model at its amount's end.</summary>
    public bool IsFinal(CurvePoint point) => IsFinal(point.Amount, point.Step);

    /// <summary>Reads a finished run.</summary>
    /// <exception cref="Primitives.Errors.InputException">An artefact is missing or damaged.</exception>
    public static RunResults Load(RunStore store, ExpandedPlan expanded) => new(
        expanded,
        expanded.Curves.SelectMany(stage => CurveTable.Read(Path.Combine(store.Open(stage), CurvesStage.CurvesFile))).ToList(),
        expanded.Fits.Read(store),
        expanded.Regrets.SelectMany(stage => stage.Read(store)).ToList(),
        expanded.DocumentPriors.Select(stage => stage.Read(store)).ToList(),
        expanded.Controls.SelectMany(stage => CurveTable.Read(Path.Combine(store.Open(stage), ScoredStage.CurvesFile))).ToList(),
        expanded.ControlFits?.Read(store) ?? [],
        expanded.Controls.SelectMany(stage => stage.ReadTruth(store)).ToList(),
        expanded.Verdicts.SelectMany(stage => stage.Read(store)).ToList(),
        expanded.ControlVerdicts.SelectMany(stage => stage.Read(store)).ToList(),
        expanded.ReEmergences.SelectMany(stage => stage.Read(store)).ToList(),
        expanded.Doses.SelectMany(stage => stage.Read(store)).ToList(),
        expanded.Trainings.Select(stage => stage.ReadHistory(store)).ToList(),
        StageGraph.InOrder(expanded.Report.Inputs)
            .Select(stage => (stage.Title, store.ReadManifest(stage).Seconds)).ToList(),
        store.ReadManifest(expanded.Fits).Environment);

    private bool IsFinal(double amount, long step) => step == (amount > 0 ? Plan.Suppression.Steps((long)amount) : 0);
}

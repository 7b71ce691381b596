using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Primitives.Json;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Results;

/// <summary>Everything that a finished run measured of one variant and method, read from its artefacts.</summary>
/// <param name="Expanded">The cell's plan and its stages.</param>
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
/// <param name="LearningRates">The searches for learning rates; empty unless planned.</param>
/// <param name="Attacks">What the attacks found; empty unless planned.</param>
/// <param name="Distances">How far apart the components are, a record a seed.</param>
/// <param name="Seconds">Wall time of the training of each model at its amount's end.</param>
internal sealed record CellResults(
    ExpandedCell Expanded,
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
    IReadOnlyList<LearningRateRecord> LearningRates,
    IReadOnlyList<AttackPoint> Attacks,
    IReadOnlyDictionary<ModelReference, double> Seconds,
    IReadOnlyList<DistanceRecord> Distances)
{
    private readonly Lazy<HashSet<(string Model, string Method, double Amount, long Step, long Seed)>> _ends = new(() =>
        [.. Expanded.Curves.Select(stage => stage.Model).Where(model => model.IsFinal)
            .Select(model => (model.Model, model.Method, (double)model.Amount, model.Step, model.Seed))]);

    /// <summary>The plan of this cell.</summary>
    public ExperimentPlan Plan => Expanded.Plan;

    /// <summary>The method's label.</summary>
    public string Method => Plan.Suppression.Single.Title;

    /// <summary>What amounts are counted in.</summary>
    public AmountUnit Unit => Plan.Suppression.AmountUnit;

    /// <summary>The same as tables have it: <c>documents</c>, <c>tokens</c> or <c>flops</c>.</summary>
    public string UnitName => Unit.ToString().ToLowerInvariant();

    /// <summary>The mixture's components, growing.</summary>
    public IReadOnlyList<int> Components => Points.Select(point => point.Component).Distinct().Order().ToList();

    /// <summary>The components that the curves show and that are not suppressed.</summary>
    public IReadOnlyList<int> Favoured => Components.Where(c => !Suppressed.Contains(c)).ToList();

    /// <summary>The suppressed components.</summary>
    public IReadOnlyList<int> Suppressed =>
        [.. Components.Intersect(Plan.Suppression.SuppressedOf(Components.Count == 0 ? 0 : Components[^1] + 1))];

    /// <summary>The kept components, whose loss is the damage.</summary>
    public IReadOnlyList<int> Kept =>
        [.. Components.Intersect(Plan.Suppression.KeptOf(Components.Count == 0 ? 0 : Components[^1] + 1))];

    /// <summary>The networks' names.</summary>
    public IReadOnlyList<string> Models => Plan.Networks.Select(network => network.Name).ToList();

    /// <summary>The amounts at their ends, 0 (the pretrained model) first.</summary>
    public IReadOnlyList<double> Amounts =>
        Points.Where(IsFinal).Select(point => point.Amount).Distinct().Order().ToList();

    /// <summary>The fits to all shots of models at their amount's end.</summary>
    public IEnumerable<FitRecord> WholeFits(string law) => FinalFits(law, 1);

    /// <summary>The fits to a share of the shots of models at their amount's end.</summary>
    public IEnumerable<FitRecord> FinalFits(string law, double prefix) =>
        Fits.Where(fit => fit.Law == law && fit.Prefix == prefix && IsFinal(fit.Model, fit.Method, fit.Amount, fit.Step, fit.Seed));

    /// <summary>Whether a point is of a model at its amount's end.</summary>
    public bool IsFinal(CurvePoint point) => IsFinal(point.Model, point.Method, point.Amount, point.Step, point.Seed);

    /// <summary>Examples, tokens and operations of an amount's training; zeros for a model that was not fine-tuned.</summary>
    public (double Documents, double Tokens, double Flops) Costs(string model, double amount)
    {
        var stage = Expanded.Curves.First(s => s.Model.Model == model && s.Model.Amount == amount && s.Model.IsFinal).Model.Stage;
        return stage is SuppressionStage
            ? (stage.Estimate.Documents, stage.Estimate.Tokens, stage.Estimate.Flops) : (0, 0, 0);
    }

    /// <summary>Wall time of an amount's training, in seconds: the mean over seeds.</summary>
    public double SecondsOf(string model, double amount) => Seconds
        .Where(pair => pair.Key.Model == model && pair.Key.Amount == amount).Select(pair => pair.Value).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Reads a finished run.</summary>
    /// <exception cref="Primitives.Errors.InputException">An artefact is missing or damaged.</exception>
    public static CellResults Load(ArtefactStore store, ExpandedCell expanded) => new(
        expanded,
        expanded.Curves.SelectMany(stage => CurveTable.Read(Path.Combine(store.Open(stage), CurvesStage.CurvesFile))).ToList(),
        expanded.Fits.SelectMany(stage => stage.Read(store)).ToList(),
        expanded.Regrets.SelectMany(stage => stage.Read(store)).ToList(),
        expanded.DocumentPriors.Select(stage => stage.Read(store)).ToList(),
        expanded.Controls.SelectMany(stage => CurveTable.Read(Path.Combine(store.Open(stage), ScoredStage.CurvesFile))).ToList(),
        expanded.ControlFits.SelectMany(stage => stage.Read(store)).ToList(),
        expanded.Controls.SelectMany(stage => stage.ReadTruth(store)).ToList(),
        expanded.Verdicts.SelectMany(stage => stage.Read(store)).ToList(),
        expanded.ControlVerdicts.SelectMany(stage => stage.Read(store)).ToList(),
        expanded.ReEmergences.SelectMany(stage => stage.Read(store)).ToList(),
        expanded.Doses.SelectMany(stage => stage.Read(store)).ToList(),
        expanded.Trainings.Select(stage => stage.ReadHistory(store)).ToList(),
        expanded.LearningRates.Select(stage => stage.Read(store)).ToList(),
        expanded.Attacks.SelectMany(stage => stage.Read(store)).ToList(),
        expanded.Curves.Select(stage => stage.Model).Where(model => model.IsFinal)
            .ToDictionary(model => model, model => store.ReadManifest(model.Stage).Cost.WallSeconds),
        expanded.Distances.Select(stage => stage.Read(store)).ToList());

    private bool IsFinal(string model, string method, double amount, long step, long seed) =>
        _ends.Value.Contains((model, method, amount, step, seed));
}

using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Runs;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Results;

/// <summary>Everything that a finished run measured, read from its artefacts.</summary>
/// <param name="Store">Where its artefacts are.</param>
/// <param name="Expanded">The plan and its stages.</param>
/// <param name="Cells">The results of each variant and method.</param>
/// <param name="Manifests">The manifest of each stage, in the order of the graph.</param>
/// <param name="Failures">What could not be made.</param>
internal sealed record RunResults(
    ArtefactStore Store,
    ExpandedPlan Expanded,
    IReadOnlyList<CellResults> Cells,
    IReadOnlyList<(Stage Stage, Manifest Manifest)> Manifests,
    RunFailures Failures)
{
    /// <summary>The plan.</summary>
    public ExperimentPlan Plan => Expanded.Plan;

    /// <summary>Where it all comes from.</summary>
    public Provenance Provenance => field ??= Provenance.Of(Plan, [.. Manifests.Select(item => item.Manifest)]);

    /// <summary>Wall time of each stage, in the order of the graph.</summary>
    public IReadOnlyList<(string Title, double Seconds)> Seconds =>
        [.. Manifests.Select(item => (item.Stage.Title, item.Manifest.Cost.WallSeconds))];

    /// <summary>The software and machine of the last stage.</summary>
    public IReadOnlyDictionary<string, string> Environment => Manifests[^1].Manifest.Environment;

    /// <summary>The curve points of all models; a pretrained model's come once.</summary>
    public IReadOnlyList<CurvePoint> Points => field ??= Cells.SelectMany(cell => cell.Points).Distinct().ToList();

    /// <summary>The law fits of all models; a pretrained model's come once.</summary>
    public IReadOnlyList<FitRecord> Fits => field ??= Cells.SelectMany(cell => cell.Fits)
        .DistinctBy(f => (f.Model, f.Method, f.Amount, f.Step, f.Seed, f.K, f.Law, f.Prefix, string.Join(',', f.Tasks))).ToList();

    /// <summary>What the attacks found; on a pretrained model they come once.</summary>
    public IReadOnlyList<AttackPoint> Attacks => field ??= Cells.SelectMany(cell => cell.Attacks).Distinct().ToList();

    /// <summary>Reads a finished run.</summary>
    /// <exception cref="DamagedArtefactException">An artefact is missing or damaged.</exception>
    public static RunResults Load(ArtefactStore store, ExpandedPlan expanded, RunFailures failures) => new(
        store,
        expanded,
        [.. expanded.Cells.Select(cell => CellResults.Load(store, cell))],
        [.. expanded.Stages.Select(stage => (stage, store.ReadManifest(stage)))],
        failures);
}

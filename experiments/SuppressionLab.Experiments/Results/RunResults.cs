using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Results;

/// <summary>Everything that a finished run measured, read from its artefacts.</summary>
/// <param name="Expanded">The plan and its stages.</param>
/// <param name="Cells">The results of each variant and method.</param>
/// <param name="Seconds">Wall time of each stage, in the order of the graph.</param>
/// <param name="Environment">The software and machine of the last stage.</param>
internal sealed record RunResults(
    ExpandedPlan Expanded,
    IReadOnlyList<CellResults> Cells,
    IReadOnlyList<(string Title, double Seconds)> Seconds,
    IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>The plan.</summary>
    public ExperimentPlan Plan => Expanded.Plan;

    /// <summary>The curve points of all models; a pretrained model's come once.</summary>
    public IReadOnlyList<CurvePoint> Points => Cells.SelectMany(cell => cell.Points).Distinct().ToList();

    /// <summary>The law fits of all models; a pretrained model's come once.</summary>
    public IReadOnlyList<FitRecord> Fits => Cells.SelectMany(cell => cell.Fits)
        .DistinctBy(f => (f.Model, f.Method, f.Amount, f.Step, f.Seed, f.K, f.Law, f.Prefix, string.Join(',', f.Tasks))).ToList();

    /// <summary>What the attacks found; on a pretrained model they come once.</summary>
    public IReadOnlyList<AttackPoint> Attacks => Cells.SelectMany(cell => cell.Attacks).Distinct().ToList();

    /// <summary>Reads a finished run.</summary>
    /// <exception cref="Primitives.Errors.InputException">An artefact is missing or damaged.</exception>
    public static RunResults Load(RunStore store, ExpandedPlan expanded) => new(
        expanded,
        [.. expanded.Cells.Select(cell => CellResults.Load(store, cell))],
        StageGraph.InOrder(expanded.Report.Inputs).Select(stage => (stage.Title, store.ReadManifest(stage).Seconds)).ToList(),
        store.ReadManifest(expanded.Cells[^1].Fits).Environment);
}

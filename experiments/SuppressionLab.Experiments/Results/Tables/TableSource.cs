using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>A finished run, as its tables read it.</summary>
/// <param name="store">Where its artefacts are.</param>
/// <param name="results">What it measured.</param>
internal sealed class TableSource(RunStore store, RunResults results)
{
    private readonly Dictionary<string, Manifest> _manifests = [];
    private readonly Dictionary<string, RowProvenance> _provenances = [];
    private readonly string _planHash = ContentHash.OfText(StrictJson.FormatLine(results.Plan));

    /// <summary>Where the run's artefacts are.</summary>
    public RunStore Store => store;

    /// <summary>What the run measured.</summary>
    public RunResults Results => results;

    /// <summary>All stages of the run, inputs before what reads them.</summary>
    public IReadOnlyList<Stage> Stages => StageGraph.InOrder(results.Expanded.Report.Inputs);

    /// <summary>The cells with the stages of one kind of each; a stage that several cells share comes once.</summary>
    public IEnumerable<(CellResults Cell, TStage Stage)> Each<TStage>(Func<ExpandedCell, IEnumerable<TStage>> stages) where TStage : Stage =>
        results.Cells.SelectMany(cell => stages(cell.Expanded).Select(stage => (Cell: cell, Stage: stage)))
            .DistinctBy(pair => pair.Stage.Key);

    /// <summary>What was recorded when a stage's artefact was made.</summary>
    public Manifest ManifestOf(Stage stage)
    {
        if (!_manifests.TryGetValue(stage.Key, out var manifest))
        {
            _manifests.Add(stage.Key, manifest = store.ReadManifest(stage));
        }
        return manifest;
    }

    /// <summary>The provenance of the rows that one stage made.</summary>
    public RowProvenance ProvenanceOf(Stage stage)
    {
        if (!_provenances.TryGetValue(stage.Key, out var provenance))
        {
            var manifest = ManifestOf(stage);
            _provenances.Add(stage.Key, provenance = Common(manifest.Environment) with
            {
                Stage = stage.Key, Seed = StageSeed.Of(stage), WallSeconds = manifest.Seconds,
            });
        }
        return provenance;
    }

    /// <summary>The provenance of rows that several stages made together.</summary>
    /// <param name="environment">The software and machine that made them.</param>
    public RowProvenance Common(IReadOnlyDictionary<string, string> environment) => new()
    {
        Plan = results.Plan.Name,
        PlanHash = _planHash,
        Stage = null,
        CodeVersion = environment.GetValueOrDefault("suppressionlab", "unknown"),
        Packages = string.Join("; ", Packages.Where(package => environment.ContainsKey(package.Key))
            .Select(package => $"{package.Name} {environment[package.Key].Split('+')[0]}")),
        Seed = null,
        Device = results.Plan.Device,
        WallSeconds = null,
        CpuSeconds = null,
    };

    private static readonly (string Key, string Name)[] Packages = [("microsoft.ml", "Microsoft.ML"), ("torchsharp", "TorchSharp")];
}

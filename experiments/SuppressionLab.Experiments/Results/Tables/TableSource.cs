using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>A finished run, as its tables read it.</summary>
/// <param name="results">What it measured.</param>
internal sealed class TableSource(RunResults results)
{
    // What numbers come from; the table `environment` has all packages.
    private static readonly string[] s_packages = ["libtorch-", "MathNet.Numerics ", "Microsoft.ML ", "TorchSharp "];

    private readonly Dictionary<string, Manifest> _manifests = results.Manifests.ToDictionary(item => item.Stage.Key, item => item.Manifest);
    private readonly Dictionary<string, RowProvenance> _provenances = [];

    /// <summary>Where the run's artefacts are.</summary>
    public ArtefactStore Store => results.Store;

    /// <summary>What the run measured.</summary>
    public RunResults Results => results;

    /// <summary>All stages of the run, inputs before what reads them.</summary>
    public IReadOnlyList<Stage> Stages => results.Expanded.Stages;

    /// <summary>The cells with the stages of one kind of each; a stage that several cells share comes once.</summary>
    public IEnumerable<(CellResults Cell, TStage Stage)> Each<TStage>(Func<ExpandedCell, IEnumerable<TStage>> stages) where TStage : Stage =>
        All(stages).DistinctBy(pair => pair.Stage.Key);

    /// <summary>The same with a stage that several cells share once for each, as variants may call its network differently.</summary>
    public IEnumerable<(CellResults Cell, TStage Stage)> All<TStage>(Func<ExpandedCell, IEnumerable<TStage>> stages) where TStage : Stage =>
        results.Cells.SelectMany(cell => stages(cell.Expanded).Select(stage => (Cell: cell, Stage: stage)));

    /// <summary>What was recorded when a stage's artefact was made.</summary>
    public Manifest ManifestOf(Stage stage) => _manifests[stage.Key];

    /// <summary>The provenance of the rows that one stage made.</summary>
    public RowProvenance ProvenanceOf(Stage stage)
    {
        if (!_provenances.TryGetValue(stage.Key, out var provenance))
        {
            var manifest = ManifestOf(stage);
            _provenances.Add(stage.Key, provenance = Common(manifest.Environment) with
            {
                Stage = stage.Key, Seed = StageSeed.Of(stage), WallSeconds = manifest.Cost.WallSeconds, CpuSeconds = manifest.Cost.CpuSeconds,
            });
        }
        return provenance;
    }

    /// <summary>The provenance of rows that several stages made together.</summary>
    /// <param name="environment">The software and machine that made them.</param>
    public RowProvenance Common(IReadOnlyDictionary<string, string> environment) => new()
    {
        Plan = results.Plan.Name,
        PlanHash = results.Provenance.PlanHash,
        Stage = null,
        CodeVersion = environment.GetValueOrDefault("suppressionlab", "unknown"),
        Packages = Packages(environment),
        Seed = null,
        Device = results.Plan.Device,
        WallSeconds = null,
        CpuSeconds = null,
    };

    private static string Packages(IReadOnlyDictionary<string, string> environment) => string.Join("; ",
        environment.GetValueOrDefault("packages", "").Split("; ").Where(package => s_packages.Any(name => package.StartsWith(name, StringComparison.Ordinal))));
}

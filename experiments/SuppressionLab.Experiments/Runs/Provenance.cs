using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Store;

namespace SuppressionLab.Experiments.Runs;

/// <summary>Where a run's results come from: named by its report and by every row of its tables.</summary>
/// <param name="Plan">The plan's name.</param>
/// <param name="PlanHash">The SHA-256 of the plan as it was run.</param>
/// <param name="CodeVersions">Versions of the code that made the artefacts; one, unless the run went on with another build.</param>
/// <param name="Packages">Name and version of the packages that they ran on; one text each build.</param>
/// <param name="Machines">Names of the machines.</param>
/// <param name="Device">The plan's device.</param>
/// <param name="TorchThreads">The plan's threads within one operation.</param>
/// <param name="Seeds">The root seeds.</param>
/// <param name="WallSeconds">Wall time of all stages, added up.</param>
/// <param name="CpuSeconds">Processor time of all stages.</param>
internal sealed record Provenance(
    string Plan,
    string PlanHash,
    IReadOnlyList<string> CodeVersions,
    IReadOnlyList<string> Packages,
    IReadOnlyList<string> Machines,
    string Device,
    int TorchThreads,
    IReadOnlyList<long> Seeds,
    double WallSeconds,
    double CpuSeconds)
{
    /// <summary>Gathers it from the manifests of a run's stages.</summary>
    public static Provenance Of(ExperimentPlan plan, IReadOnlyCollection<Manifest> manifests) => new(
        plan.Name, plan.Hash, Distinct(manifests, "suppressionlab"), Distinct(manifests, "packages"), Distinct(manifests, "machine"),
        plan.Device, plan.TorchThreads, plan.Seeds, manifests.Sum(m => m.Cost.WallSeconds), manifests.Sum(m => m.Cost.CpuSeconds));

    private static List<string> Distinct(IEnumerable<Manifest> manifests, string name) =>
        [.. manifests.Select(m => m.Environment.GetValueOrDefault(name)).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
}

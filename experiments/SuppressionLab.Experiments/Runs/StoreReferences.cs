using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Runs;

/// <summary>Which runs need which artefacts of a store: a file of each run, so that what none needs can be removed.</summary>
internal static class StoreReferences
{
    private const string FolderName = "runs";

    /// <summary>Writes down what a run needs; what it no longer needs is forgotten.</summary>
    /// <param name="store">The store.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="stages">All stages whose artefacts it needs.</param>
    public static void Add(ArtefactStore store, string folder, ExperimentPlan plan, IReadOnlyList<Stage> stages)
    {
        var path = Path.Combine(store.Root, FolderName, $"{ContentHash.OfText(folder)[..ArtefactStore.KeyCharacters]}.json");
        var reference = StrictJson.Format(new RunReference(
            folder, plan.Name, [.. stages.Select(ArtefactStore.NameOf).Distinct().Order(StringComparer.Ordinal)]));
        if (File.Exists(path) && File.ReadAllText(path) == reference)
        {
            return;
        }
        try
        {
            AtomicFile.WriteText(path, reference);
        }
        catch (Exception error) when (StorageFailure.IsLasting(error))
        {
            // A finished plan can be read from a store that cannot be written; one that is not will say so at its first stage.
        }
    }

    /// <summary>The runs whose folders there still are.</summary>
    /// <exception cref="InputException">A run's file cannot be read: what it needs is not known.</exception>
    public static IReadOnlyList<RunReference> Read(ArtefactStore store)
    {
        var folder = Path.Combine(store.Root, FolderName);
        return !Directory.Exists(folder) ? [] : Directory.EnumerateFiles(folder, "*.json").Select(file => StrictJson.ReadFile<RunReference>(file))
            .Where(reference => File.Exists(Path.Combine(reference.Folder, RunRecord.FileName))).OrderBy(r => r.Folder, StringComparer.Ordinal).ToList();
    }
}

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
    public static void Add(ArtefactStore store, string folder, ExpandedPlan expanded)
    {
        var path = Path.Combine(store.Root, FolderName, $"{ContentHash.OfText(folder)[..ArtefactStore.KeyCharacters]}.json");
        var reference = StrictJson.Format(new RunReference(
            folder, expanded.Plan.Name, [.. expanded.Stages.Select(ArtefactStore.NameOf).Order(StringComparer.Ordinal)]));
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
    public static IReadOnlyList<RunReference> Read(ArtefactStore store)
    {
        var folder = Path.Combine(store.Root, FolderName);
        return !Directory.Exists(folder) ? [] : Directory.EnumerateFiles(folder, "*.json").Select(TryRead).OfType<RunReference>()
            .Where(reference => File.Exists(Path.Combine(reference.Folder, RunRecord.FileName))).OrderBy(r => r.Folder, StringComparer.Ordinal).ToList();
    }

    private static RunReference? TryRead(string path)
    {
        try
        {
            return StrictJson.ReadFile<RunReference>(path);
        }
        catch (InputException)
        {
            return null;
        }
    }
}

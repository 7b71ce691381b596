using SuppressionLab.Experiments.Results.Tables;
using SuppressionLab.Experiments.Runs;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Queries;

/// <summary>Finds runs with result tables below folders.</summary>
internal static class RunFinder
{
    // A run's own folders, of which the first two may be large and hold no runs.
    private static readonly string[] s_inner = [ArtefactStore.ArtefactsFolder, ArtefactStore.WorkFolder, ResultTables.FolderName];

    /// <summary>The runs at or below the folders, sorted by path; each once.</summary>
    /// <exception cref="InputException">A folder is missing, or there is no run with tables.</exception>
    public static IReadOnlyList<FoundRun> Find(IReadOnlyList<string> folders)
    {
        var found = folders.SelectMany(folder => Directory.Exists(folder)
                ? Below(Path.GetFullPath(folder))
                : throw new InputException($"{folder}: no such folder; give the folder of a run, or one that holds runs"))
            .Select(Path.TrimEndingDirectorySeparator).Distinct().Order(StringComparer.Ordinal).ToList();
        if (found.Count == 0)
        {
            throw new InputException(
                $"{string.Join(", ", folders)}: no run with result tables here; `run` and `report` write them into a run's folder");
        }
        var names = found.ToLookup(folder => Path.GetFileName(folder), StringComparer.Ordinal);
        return [.. found.Select(folder => new FoundRun(names[Path.GetFileName(folder)].Count() == 1 ? Path.GetFileName(folder) : folder, folder))];
    }

    private static IEnumerable<string> Below(string folder)
    {
        if (IsRun(folder))
        {
            return [folder];
        }
        return Directory.EnumerateDirectories(folder)
            .Where(inner => !s_inner.Contains(Path.GetFileName(inner)) && !new DirectoryInfo(inner).Attributes.HasFlag(FileAttributes.ReparsePoint))
            .SelectMany(Below);
    }

    private static bool IsRun(string folder) =>
        File.Exists(Path.Combine(folder, RunFolder.PlanFile)) && Directory.Exists(Path.Combine(folder, ResultTables.FolderName));
}

using SuppressionLab.Primitives.Files;

namespace SuppressionLab.Experiments.Store;

/// <summary>Removes from a store what no run needs.</summary>
internal static class StoreCollector
{
    /// <summary>
    /// Removes artefacts that no run refers to, what was set aside as damaged, half-written files of processes of this
    /// machine that are gone, and work folders of stages that no run needs or that are finished. What a living process is
    /// making stays.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="references">What runs need.</param>
    /// <param name="dryRun">Whether to remove nothing.</param>
    /// <returns>How much was removed, or would be.</returns>
    public static (int Artefacts, int Leftovers, long Bytes) Collect(ArtefactStore store, IReadOnlyList<RunReference> references, bool dryRun)
    {
        var needed = references.SelectMany(reference => reference.Artefacts).ToHashSet(StringComparer.Ordinal);
        var artefacts = StoredArtefact.All(store).Where(artefact => !needed.Contains(artefact.Name)).Select(artefact => artefact.Folder).ToList();
        var leftovers = Leftover(store, needed).ToList();
        var bytes = artefacts.Concat(leftovers).Sum(Sizes.Of);
        if (!dryRun)
        {
            artefacts.Concat(leftovers).ToList().ForEach(Remove);
            store.ForgetRemoved();
        }
        return (artefacts.Count, leftovers.Count, bytes);
    }

    private static IEnumerable<string> Leftover(ArtefactStore store, HashSet<string> needed)
    {
        var damaged = Path.Combine(store.Root, ArtefactStore.DamagedFolder);
        var work = Path.Combine(store.Root, ArtefactStore.WorkFolder);
        var artefacts = Path.Combine(store.Root, ArtefactStore.ArtefactsFolder);
        return Entries(damaged)
            .Concat(Directory.Exists(artefacts)
                ? Directory.EnumerateDirectories(artefacts).SelectMany(Entries).Where(Leftovers.IsLeftOver) : [])
            .Concat(Entries(work).Where(folder => !(IsNeeded(Path.GetFileName(folder), needed) && !IsStored(artefacts, Path.GetFileName(folder)))
                && StageClaim.IsFree(folder)));
    }

    private static IEnumerable<string> Entries(string folder) => Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder) : [];

    private static bool IsNeeded(string work, HashSet<string> needed) => needed.Contains(NameOf(work));

    private static bool IsStored(string artefacts, string work) => Directory.Exists(Path.Combine(artefacts, NameOf(work)));

    /// <summary>A work folder <c>KIND-KEY</c>, or one of a single process with a further part, is that of <c>KIND/KEY</c>.</summary>
    private static string NameOf(string work)
    {
        var plain = work.Split('.')[0];
        var dash = plain.LastIndexOf('-');
        return dash < 0 ? plain : $"{plain[..dash]}/{plain[(dash + 1)..]}";
    }

    private static void Remove(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
        else
        {
            Directory.Delete(path, recursive: true);
        }
    }
}

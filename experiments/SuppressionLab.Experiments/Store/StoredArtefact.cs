namespace SuppressionLab.Experiments.Store;

/// <summary>An artefact found in a store's folders.</summary>
/// <param name="Kind">Its kind, by its folder.</param>
/// <param name="Key">The beginning of its key, by its folder.</param>
/// <param name="Folder">Where it is.</param>
internal sealed record StoredArtefact(string Kind, string Key, string Folder)
{
    /// <summary>Its name within the store, <c>KIND/KEY</c>.</summary>
    public string Name => $"{Kind}/{Key}";

    /// <summary>All artefacts of a store, whole or not, by name.</summary>
    public static IReadOnlyList<StoredArtefact> All(ArtefactStore store)
    {
        var root = Path.Combine(store.Root, ArtefactStore.ArtefactsFolder);
        return !Directory.Exists(root) ? [] : Directory.EnumerateDirectories(root)
            .SelectMany(kind => Directory.EnumerateDirectories(kind)
                .Select(folder => new StoredArtefact(Path.GetFileName(kind), Path.GetFileName(folder), folder)))
            .Where(artefact => artefact.Key.Length == ArtefactStore.KeyCharacters && artefact.Key.All(char.IsAsciiHexDigitLower))
            .OrderBy(artefact => artefact.Name, StringComparer.Ordinal).ToList();
    }
}

using System.Globalization;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Files;

namespace SuppressionLab.Experiments.Store;

/// <summary>Compares an artefact's folder with its manifest.</summary>
internal static class ArtefactCheck
{
    /// <summary>What is wrong, naming the file: missing, of another size or content, foreign; null if it is whole.</summary>
    /// <param name="folder">The artefact's folder.</param>
    /// <param name="kind">The kind that it must be of; null for any.</param>
    /// <param name="key">The key, or its beginning, that it must have.</param>
    public static string? Flaw(string folder, string? kind, string key)
    {
        Manifest manifest;
        try
        {
            manifest = Manifest.Read(folder);
        }
        catch (InputException error)
        {
            return error.Message;
        }
        if ((kind is not null && manifest.Kind != kind) || !manifest.Key.StartsWith(key, StringComparison.Ordinal))
        {
            return $"{folder}: holds {manifest.Kind} {manifest.Key}, not what its name says";
        }
        return manifest.Files.Select(file => Flaw(Path.Combine(folder, file.Key), file.Value)).FirstOrDefault(flaw => flaw is not null)
            ?? Files(folder).Where(name => !manifest.Files.ContainsKey(name)).Select(name => $"{Path.Combine(folder, name)}: a file that does not belong there")
                .FirstOrDefault();
    }

    /// <summary>
    /// Names, sizes and times of an artefact's files in a hash: while it stays the same, nobody has written to them. Null
    /// if the folder is not there.
    /// </summary>
    public static string? Stamp(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? ContentHash.OfText(string.Join('\n', Lines(folder).Order(StringComparer.Ordinal))) : null;
        }
        catch (Exception error) when (error is DirectoryNotFoundException or FileNotFoundException)
        {
            // Another process has just moved it aside.
            return null;
        }
    }

    private static IEnumerable<string> Lines(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Select(file =>
            string.Create(CultureInfo.InvariantCulture, $"{Path.GetRelativePath(folder, file.FullName)}|{file.Length}|{file.LastWriteTimeUtc.Ticks}"));

    /// <summary>The hashes of a folder's files, by path within it.</summary>
    public static SortedDictionary<string, ManifestFile> Hash(string folder)
    {
        var files = new SortedDictionary<string, ManifestFile>(StringComparer.Ordinal);
        foreach (var name in Files(folder))
        {
            var path = Path.Combine(folder, name);
            files[name] = new ManifestFile(new FileInfo(path).Length, ContentHash.OfFile(path));
        }
        return files;
    }

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))
        .Where(name => name != Manifest.FileName);

    private static string? Flaw(string path, ManifestFile expected)
    {
        try
        {
            var file = new FileInfo(path);
            return !file.Exists ? $"{path}: missing"
                : file.Length != expected.Bytes ? $"{path}: {file.Length} bytes, not {expected.Bytes}"
                : ContentHash.OfFile(path) != expected.Sha256 ? $"{path}: its content does not match its hash"
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"{path}: cannot be read: {error.Message}";
        }
    }
}

using SuppressionLab.Primitives.Files;

namespace SuppressionLab.Experiments.Results.Tables;

/// <summary>
/// The hashes of a run's tables, beside them, in the form that <c>sha256sum -c</c> takes: Parquet has no checksum that readers
/// look at, and a flipped bit may read as another number.
/// </summary>
internal static class TableHashes
{
    /// <summary>The file's name.</summary>
    public const string FileName = "SHA256SUMS";

    /// <summary>Writes the hashes of files of a folder.</summary>
    public static void Write(string folder, IEnumerable<string> names) => AtomicFile.WriteText(
        Path.Combine(folder, FileName),
        string.Concat(names.Order(StringComparer.Ordinal).Select(name => $"{ContentHash.OfFile(Path.Combine(folder, name))}  {name}\n")));

    /// <summary>Takes the hashes away while the files change: without them nothing is compared.</summary>
    public static void Remove(string folder)
    {
        if (File.Exists(Path.Combine(folder, FileName)))
        {
            File.Delete(Path.Combine(folder, FileName));
        }
    }

    /// <summary>Whether a file is what was written; true where there is no hash of it.</summary>
    public static bool Agree(string path)
    {
        var sums = Path.Combine(Path.GetDirectoryName(path)!, FileName);
        return !File.Exists(sums)
            || File.ReadLines(sums).Select(line => line.Split("  ", 2)).FirstOrDefault(parts => parts[^1] == Path.GetFileName(path)) is not { } parts
            || parts[0] == ContentHash.OfFile(path);
    }
}

using System.Diagnostics;
using System.Globalization;

namespace SuppressionLab.Primitives.Files;

/// <summary>What processes that were killed in the middle of a write left behind under temporary names.</summary>
public static class Leftovers
{
    /// <summary>Removes temporary files and folders below a folder whose process no longer runs.</summary>
    /// <param name="root">The folder; nothing happens if it does not exist.</param>
    public static void Remove(string root)
    {
        if (!Directory.Exists(root))
        {
            return;
        }
        foreach (var path in Directory.EnumerateFileSystemEntries(root, "*" + AtomicFile.TemporarySuffix, SearchOption.AllDirectories).ToList())
        {
            // One within a folder that has just been removed is gone with it.
            if (Path.Exists(path) && OwnerIsGone(path))
            {
                Delete(path);
            }
        }
    }

    private static bool OwnerIsGone(string path)
    {
        var name = Path.GetFileName(path)[..^AtomicFile.TemporarySuffix.Length];
        var owner = name[(name.LastIndexOf('.') + 1)..].Split('-')[0];
        if (!int.TryParse(owner, NumberStyles.None, CultureInfo.InvariantCulture, out var process))
        {
            return false;
        }
        try
        {
            using var running = Process.GetProcessById(process);
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private static void Delete(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        else
        {
            File.Delete(path);
        }
    }
}

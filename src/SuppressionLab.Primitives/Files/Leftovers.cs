using System.Diagnostics;
using System.Globalization;

namespace SuppressionLab.Primitives.Files;

/// <summary>What processes that were killed in the middle of a write left behind under temporary names.</summary>
public static class Leftovers
{
    /// <summary>Removes temporary files and folders below a folder whose process, of this machine, no longer runs.</summary>
    /// <param name="root">The folder; nothing happens if it does not exist.</param>
    public static void Remove(string root) => Remove(root, "", SearchOption.AllDirectories);

    /// <summary>The same for the temporary names of one target alone.</summary>
    /// <param name="root">The folder that holds the target.</param>
    /// <param name="target">The target's name in it.</param>
    public static void RemoveOf(string root, string target) => Remove(root, target + ".", SearchOption.TopDirectoryOnly);

    /// <summary>Whether a file or folder has a temporary name whose process, of this machine, no longer runs.</summary>
    /// <param name="path">Its path.</param>
    public static bool IsLeftOver(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(AtomicFile.TemporarySuffix, StringComparison.Ordinal) && OwnerIsGone(path);
    }

    private static void Remove(string root, string prefix, SearchOption depth)
    {
        if (!Directory.Exists(root))
        {
            return;
        }
        foreach (var path in Directory.EnumerateFileSystemEntries(root, $"{prefix}*{AtomicFile.TemporarySuffix}", depth).ToList())
        {
            // One within a folder that has just been removed is gone with it.
            if (Path.Exists(path) && OwnerIsGone(path))
            {
                Delete(path);
            }
        }
    }

    /// <summary>A process of another machine, on a file system that both have, cannot be asked for: it counts as running.</summary>
    private static bool OwnerIsGone(string path)
    {
        var name = Path.GetFileName(path)[..^AtomicFile.TemporarySuffix.Length];
        var owner = name[(name.LastIndexOf('.') + 1)..].Split('-');
        if (owner.Length != 3 || owner[0] != AtomicFile.Machine
            || !int.TryParse(owner[1], NumberStyles.None, CultureInfo.InvariantCulture, out var process))
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
        try
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
        catch (DirectoryNotFoundException)
        {
            // Another process that begins now has removed it.
        }
    }
}

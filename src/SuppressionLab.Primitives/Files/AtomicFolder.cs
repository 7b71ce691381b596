namespace SuppressionLab.Primitives.Files;

/// <summary>Fills folders that are either whole or absent: a temporary folder beside the target, then one rename.</summary>
public static class AtomicFolder
{
    /// <summary>
    /// Creates <paramref name="path"/> by a callback that fills a temporary folder. If the target came to exist in
    /// the meantime (another process was first), the target stays and the new content is dropped.
    /// </summary>
    /// <returns>True if this call made the folder, false if it was there already.</returns>
    public static bool Create(string path, Action<string> fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        var target = Path.GetFullPath(path);
        var temporary = AtomicFile.TemporaryName(target);
        Directory.CreateDirectory(temporary);
        try
        {
            fill(temporary);
            FlushFiles(temporary);
            return TryMove(temporary, target);
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    private static bool TryMove(string temporary, string target)
    {
        if (Directory.Exists(target))
        {
            return false;
        }
        try
        {
            Directory.Move(temporary, target);
            return true;
        }
        catch (IOException) when (Directory.Exists(target))
        {
            return false;
        }
    }

    private static void FlushFiles(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
            stream.Flush(flushToDisk: true);
        }
    }
}

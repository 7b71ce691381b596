namespace SuppressionLab.Primitives.Files;

/// <summary>Writes files that are either whole or absent: a temporary name beside the target, flushed, then renamed.</summary>
public static class AtomicFile
{
    internal const string TemporarySuffix = ".partial";

    /// <summary>Writes <paramref name="path"/> by a callback; replaces an older file only once the new one is on disk.</summary>
    /// <param name="path">The target; its folder is created if missing.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The disk is full or the folder cannot be written; nothing is left behind.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var temporary = TemporaryName(target);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes text as UTF-8 without a byte-order mark.</summary>
    public static void WriteText(string path, string text) =>
        Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>This machine's name, of letters and digits alone.</summary>
    internal static string Machine { get; } = string.Concat(Environment.MachineName.Where(char.IsAsciiLetterOrDigit));

    /// <summary>A name beside <paramref name="path"/> that no other process uses and that <see cref="Leftovers"/> knows.</summary>
    internal static string TemporaryName(string path) =>
        $"{path}.{Machine}-{Environment.ProcessId}-{Guid.NewGuid():N}{TemporarySuffix}";
}

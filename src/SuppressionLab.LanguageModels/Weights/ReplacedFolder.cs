using SuppressionLab.Primitives.Files;

namespace SuppressionLab.LanguageModels.Weights;

/// <summary>
/// Folders that are replaced as a whole. At every moment either the folder or its predecessor under
/// <c>NAME.previous</c> is complete; <see cref="Recover"/> puts a predecessor back that a kill left alone.
/// </summary>
internal static class ReplacedFolder
{
    /// <summary>Fills a new folder and puts it in the place of an older one.</summary>
    public static void Write(string folder, Action<string> fill)
    {
        var target = Path.GetFullPath(folder);
        Recover(target);
        var next = target + ".next";
        DeleteIfThere(next);
        DeleteUnfinished(next);
        AtomicFolder.Create(next, fill);
        var previous = PreviousOf(target);
        DeleteIfThere(previous);
        if (Directory.Exists(target))
        {
            Directory.Move(target, previous);
        }
        Directory.Move(next, target);
        DeleteIfThere(previous);
    }

    /// <summary>Undoes a replacement that was cut off between its two renames.</summary>
    public static void Recover(string folder)
    {
        var target = Path.GetFullPath(folder);
        if (!Directory.Exists(target) && Directory.Exists(PreviousOf(target)))
        {
            Directory.Move(PreviousOf(target), target);
        }
    }

    private static string PreviousOf(string target) => target + ".previous";

    // What a killed process was filling; a checkpoint folder has one writer at a time.
    private static void DeleteUnfinished(string next)
    {
        var parent = Path.GetDirectoryName(next)!;
        if (Directory.Exists(parent))
        {
            foreach (var folder in Directory.EnumerateDirectories(parent, $"{Path.GetFileName(next)}.*.partial"))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static void DeleteIfThere(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

using System.Text;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Store;

/// <summary>
/// What happened to a store's artefacts, a JSON line an event, in a file of each process (<c>journal/</c>): who made what and
/// when, for people and for the tests that nothing is made twice. Nothing depends on it.
/// </summary>
internal sealed class Journal(string root)
{
    private const string FolderName = "journal";

    private readonly Lock _gate = new();
    private readonly string _path = Path.Combine(
        root, FolderName, $"{DateTime.UtcNow:yyyyMMdd'T'HHmmss'Z'}-{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..6]}.jsonl");

    /// <summary>Adds a line; a store that cannot be written has said so elsewhere.</summary>
    public void Add(JournalEvent happened, Stage stage, string? detail = null)
    {
        var entry = new JournalEntry(
            DateTime.UtcNow, happened, stage.Kind, stage.Key, Environment.MachineName, Environment.ProcessId, detail);
        var line = Encoding.UTF8.GetBytes(StrictJson.FormatLine(entry) + "\n");
        lock (_gate)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
                using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read);
                file.Write(line);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // A log of what was done must not be what fails.
            }
        }
    }

    /// <summary>All lines of a store, in the order of time; those that a killed process left unfinished are left out.</summary>
    public static IReadOnlyList<JournalEntry> Read(string root)
    {
        var folder = Path.Combine(root, FolderName);
        return !Directory.Exists(folder) ? [] : Directory.EnumerateFiles(folder, "*.jsonl")
            .SelectMany(file => File.ReadLines(file).Select(line => Parse(line, file))).OfType<JournalEntry>()
            .OrderBy(entry => entry.Utc).ToList();
    }

    private static JournalEntry? Parse(string line, string file)
    {
        try
        {
            return StrictJson.Parse<JournalEntry>(line, file);
        }
        catch (InputException)
        {
            return null;
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Store;

/// <summary>
/// The artefacts of runs, each a folder <c>artefacts/KIND/KEY</c> that is whole or absent, with a manifest of its
/// files' hashes. What is damaged is moved aside and made again.
/// </summary>
internal sealed class RunStore
{
    private const int KeyCharacters = 20;

    // Stages are made several at a time.
    private readonly ConcurrentDictionary<string, bool> _verified = [];

    /// <summary>Opens the store below a run's folder; nothing is written before the first <see cref="Make"/>.</summary>
    /// <param name="root">The run's folder.</param>
    /// <exception cref="InputException">The path is a file.</exception>
    public RunStore(string root)
    {
        Root = Path.GetFullPath(root);
        if (File.Exists(Root))
        {
            throw new InputException($"{root}: a file; a run's folder is needed");
        }
    }

    /// <summary>The run's folder.</summary>
    public string Root { get; }

    /// <summary>Whether the stage's artefact is there and whole.</summary>
    public bool Contains(Stage stage)
    {
        var folder = FolderOf(stage);
        if (_verified.ContainsKey(folder))
        {
            return true;
        }
        if (!Directory.Exists(folder) || !IsWhole(folder, stage.Key))
        {
            return false;
        }
        _verified[folder] = true;
        return true;
    }

    /// <summary>The folder of a stage's artefact.</summary>
    /// <exception cref="InputException">It is not there, or it is damaged.</exception>
    public string Open(Stage stage) => Contains(stage)
        ? FolderOf(stage)
        : throw new InputException($"{FolderOf(stage)}: missing or damaged; run the plan again to make it");

    /// <summary>What was recorded when the artefact was made.</summary>
    public Manifest ReadManifest(Stage stage) =>
        StrictJson.ReadFile<Manifest>(Path.Combine(Open(stage), Manifest.FileName));

    /// <summary>Makes a stage's artefact.</summary>
    public void Make(Stage stage, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        var folder = FolderOf(stage);
        SetAsideIfDamaged(folder);
        var work = Path.Combine(Root, "work", $"{stage.Kind}-{stage.Key[..KeyCharacters]}");
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        Directory.CreateDirectory(work);
        var clock = Stopwatch.StartNew();
        AtomicFolder.Create(folder, temporary =>
        {
            stage.Execute(new StageContext(this, temporary, work, progress, cancellation));
            AtomicFile.WriteText(Path.Combine(temporary, Manifest.FileName),
                StrictJson.Format(Describe(stage, temporary, clock.Elapsed.TotalSeconds)));
        });
        Directory.Delete(work, recursive: true);
    }

    private string FolderOf(Stage stage) => Path.Combine(Root, "artefacts", stage.Kind, stage.Key[..KeyCharacters]);

    private static Manifest Describe(Stage stage, string folder, double seconds) => new()
    {
        Kind = stage.Kind,
        Key = stage.Key,
        Version = stage.Version,
        Settings = JsonNode.Parse(StrictJson.FormatLine(stage.Settings))!,
        Inputs = stage.Inputs.Select(input => input.Key).ToArray(),
        Files = HashFiles(folder),
        Seconds = seconds,
        CompletedUtc = DateTime.UtcNow,
        Environment = RunEnvironment.Describe(),
    };

    private static SortedDictionary<string, ManifestFile> HashFiles(string folder)
    {
        var files = new SortedDictionary<string, ManifestFile>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            files[name] = new ManifestFile(new FileInfo(path).Length, ContentHash.OfFile(path));
        }
        return files;
    }

    private static bool IsWhole(string folder, string key)
    {
        try
        {
            var manifest = StrictJson.ReadFile<Manifest>(Path.Combine(folder, Manifest.FileName));
            return manifest.Key == key && manifest.Files.All(file => IsWhole(Path.Combine(folder, file.Key), file.Value));
        }
        catch (InputException)
        {
            return false;
        }
    }

    private static bool IsWhole(string path, ManifestFile expected) =>
        File.Exists(path) && new FileInfo(path).Length == expected.Bytes && ContentHash.OfFile(path) == expected.Sha256;

    private static void SetAsideIfDamaged(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Move(folder, $"{folder}.damaged-{Guid.NewGuid():N}");
        }
    }
}

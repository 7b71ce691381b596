using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Store;

/// <summary>
/// The artefacts of runs, each a folder <c>artefacts/KIND/KEY</c> that is whole or absent, with a manifest of its files'
/// hashes. Several runs and processes, on several machines, can share one: a stage is made by one of them at a time, and
/// should two make it all the same, the first to finish wins. What is damaged is moved aside and made again.
/// </summary>
internal sealed class ArtefactStore
{
    /// <summary>The folder of the artefacts below the store's.</summary>
    public const string ArtefactsFolder = "artefacts";

    /// <summary>The folder of what is being made: checkpoints, claims.</summary>
    public const string WorkFolder = "work";

    /// <summary>The folder of what was found damaged.</summary>
    public const string DamagedFolder = "damaged";

    /// <summary>How much of a key a folder's name has.</summary>
    public const int KeyCharacters = 20;

    private readonly ConcurrentDictionary<string, string> _hashed = new(StringComparer.Ordinal);
    private readonly Lazy<VerifiedStamps> _stamps;

    /// <summary>Opens a store; nothing is written before the first <see cref="Make"/>.</summary>
    /// <param name="root">Its folder.</param>
    /// <exception cref="InputException">The path is a file.</exception>
    public ArtefactStore(string root)
    {
        Root = Path.GetFullPath(root);
        if (File.Exists(Root))
        {
            throw new InputException($"{root}: a file; a folder is needed");
        }
        _stamps = new Lazy<VerifiedStamps>(() => new VerifiedStamps(Root));
        Journal = new Journal(Root);
    }

    /// <summary>Its folder.</summary>
    public string Root { get; }

    /// <summary>What happened to its artefacts.</summary>
    public Journal Journal { get; }

    /// <summary>Whether the stage's artefact is there and whole.</summary>
    public bool Contains(Stage stage) => Contains(stage, out _);

    /// <summary>
    /// Whether the stage's artefact is there and whole. One that was hashed before, and whose files have kept their sizes and
    /// times since, is not hashed again; <see cref="Open"/>, which precedes every read, hashes it in every process.
    /// </summary>
    /// <param name="stage">The stage.</param>
    /// <param name="flaw">What is wrong with an artefact that is there; null otherwise.</param>
    public bool Contains(Stage stage, out string? flaw)
    {
        flaw = null;
        var name = NameOf(stage);
        if (ArtefactCheck.Stamp(FolderOf(stage)) is not { } stamp)
        {
            return false;
        }
        if (IsHashed(name, stamp) || _stamps.Value.Has(name, stamp))
        {
            return true;
        }
        flaw = Hash(stage, stamp);
        return flaw is null;
    }

    /// <summary>The folder of a stage's artefact, whose files' hashes were found right.</summary>
    /// <exception cref="DamagedArtefactException">It is damaged, or not there.</exception>
    public string Open(Stage stage)
    {
        var folder = FolderOf(stage);
        var stamp = ArtefactCheck.Stamp(folder)
            ?? throw new DamagedArtefactException(stage, $"{folder}: missing");
        if (IsHashed(NameOf(stage), stamp) || Hash(stage, stamp) is not { } flaw)
        {
            return folder;
        }
        _stamps.Value.Forget(NameOf(stage));
        throw new DamagedArtefactException(stage, flaw);
    }

    /// <summary>What was recorded when the artefact was made.</summary>
    public Manifest ReadManifest(Stage stage) => Manifest.Read(Open(stage));

    /// <summary>Makes a stage's artefact, unless another process is making it.</summary>
    public MakeResult Make(Stage stage, StageRun run)
    {
        var work = run.PrivateWork ? $"{WorkOf(stage)}.{Environment.MachineName}-{Environment.ProcessId}" : WorkOf(stage);
        using (var claim = StageClaim.Take(work))
        {
            if (claim is null)
            {
                return MakeResult.Elsewhere;
            }
            var result = MakeClaimed(stage, run, work, claim);
            RemoveWork(work);
            return result;
        }
    }

    private MakeResult MakeClaimed(Stage stage, StageRun run, string work, StageClaim claim)
    {
        if (Contains(stage, out var flaw))
        {
            return MakeResult.There;
        }
        if (flaw is not null)
        {
            SetAside(stage, flaw);
        }
        var folder = FolderOf(stage);
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        Leftovers.RemoveOf(Path.GetDirectoryName(folder)!, Path.GetFileName(folder));
        Journal.Add(JournalEvent.Begun, stage);
        var made = AtomicFolder.Create(folder, temporary =>
        {
            stage.Execute(new StageContext(this, temporary, work, run.Gpu, run.Progress, run.Cancellation));
            Describe(stage, temporary, claim.Cost).Write(temporary);
        });
        Journal.Add(made ? JournalEvent.Stored : JournalEvent.Surplus, stage);
        // Its hashes were taken from what was written a moment ago.
        if (made && ArtefactCheck.Stamp(folder) is { } stamp)
        {
            Remember(NameOf(stage), stamp);
        }
        return made ? MakeResult.Made : MakeResult.There;
    }

    /// <summary>Moves a damaged artefact aside, so that it is made again.</summary>
    public void SetAside(Stage stage, string flaw)
    {
        Journal.Add(JournalEvent.Damaged, stage, flaw);
        var aside = Path.Combine(Root, DamagedFolder, $"{stage.Kind}-{stage.Key[..KeyCharacters]}-{Guid.NewGuid().ToString("N")[..8]}");
        Directory.CreateDirectory(Path.GetDirectoryName(aside)!);
        try
        {
            Directory.Move(FolderOf(stage), aside);
        }
        catch (DirectoryNotFoundException)
        {
            // Another process has moved it.
        }
    }

    /// <summary>When the process that makes a stage was last heard of; null where none is known.</summary>
    public DateTime? LastBeat(Stage stage) =>
        StageClaim.LastBeat(WorkOf(stage));

    /// <summary>Hashes an artefact's files, whatever is remembered of it: what is wrong, or null.</summary>
    public string? Verify(StoredArtefact artefact)
    {
        var stamp = ArtefactCheck.Stamp(artefact.Folder);
        var flaw = ArtefactCheck.Flaw(artefact.Folder, artefact.Kind, artefact.Key);
        if (flaw is not null)
        {
            _stamps.Value.Forget(artefact.Name);
        }
        else if (stamp is not null)
        {
            Remember(artefact.Name, stamp);
        }
        return flaw;
    }

    /// <summary>Forgets what was remembered of artefacts that are gone.</summary>
    public void ForgetRemoved() => _stamps.Value.Keep(name => Directory.Exists(Path.Combine(Root, ArtefactsFolder, name)));

    /// <summary>An artefact's name within the store, <c>KIND/KEY</c>.</summary>
    public static string NameOf(Stage stage) => $"{stage.Kind}/{stage.Key[..KeyCharacters]}";

    /// <summary>Where a stage's artefact is, or will be.</summary>
    public string FolderOf(Stage stage) => Path.Combine(Root, ArtefactsFolder, stage.Kind, stage.Key[..KeyCharacters]);

    private string WorkOf(Stage stage) => Path.Combine(Root, WorkFolder, $"{stage.Kind}-{stage.Key[..KeyCharacters]}");

    private bool IsHashed(string name, string stamp) => _hashed.TryGetValue(name, out var known) && known == stamp;

    private string? Hash(Stage stage, string stamp)
    {
        var flaw = ArtefactCheck.Flaw(FolderOf(stage), stage.Kind, stage.Key);
        if (flaw is null)
        {
            Remember(NameOf(stage), stamp);
        }
        return flaw;
    }

    private void Remember(string name, string stamp)
    {
        _hashed[name] = stamp;
        _stamps.Value.Add(name, stamp);
    }

    private static Manifest Describe(Stage stage, string folder, StageCost cost) => new()
    {
        Kind = stage.Kind,
        Key = stage.Key,
        Version = stage.Version,
        Title = stage.Title,
        Settings = JsonNode.Parse(StrictJson.FormatLine(stage.Settings))!,
        Inputs = stage.Inputs.Select(input => input.Key).ToArray(),
        Files = ArtefactCheck.Hash(folder),
        Estimate = stage.Estimate,
        Cost = cost,
        CompletedUtc = DateTime.UtcNow,
        Environment = RunEnvironment.Describe(),
    };

    private static void RemoveWork(string work)
    {
        try
        {
            Directory.Delete(work, recursive: true);
        }
        catch (IOException)
        {
            // A second copy of this stage is removing it, or holds its claim for a moment.
        }
    }
}

using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Runs;

/// <summary>
/// A run's folder: the plan as it runs, where its artefacts are, and, once it is finished, the report and the tables.
/// </summary>
internal sealed class RunFolder
{
    /// <summary>The plan as it is run.</summary>
    public const string PlanFile = "plan.json";

    private RunFolder(string path, ArtefactStore store) => (Root, Store) = (path, store);

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>Where its artefacts are.</summary>
    public ArtefactStore Store { get; }

    /// <summary>Begins a run, or goes on with it: writes down its plan and its store.</summary>
    /// <param name="path">The folder, created if missing.</param>
    /// <param name="store">The store.</param>
    /// <param name="plan">The plan.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static RunFolder Begin(string path, ArtefactStore store, ExperimentPlan plan)
    {
        var folder = new RunFolder(Path.GetFullPath(path), store);
        Directory.CreateDirectory(folder.Root);
        Leftovers.Remove(folder.Root);
        var record = folder.TryRead();
        var begun = new RunRecord
        {
            Plan = plan.Name,
            PlanHash = plan.Hash,
            Store = Path.GetRelativePath(folder.Root, store.Root),
            CodeVersion = RunEnvironment.CodeVersion,
            Publication = record?.Publication,
        };
        if (begun != record)
        {
            AtomicFile.WriteText(Path.Combine(folder.Root, PlanFile), StrictJson.Format(plan));
            folder.Write(begun);
        }
        return folder;
    }

    /// <summary>Opens the folder of a run that was begun.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="plan">Its plan.</param>
    /// <exception cref="InputException">There is no run, or its files are not what they should be.</exception>
    public static RunFolder Open(string path, out ExperimentPlan plan)
    {
        var planPath = Path.Combine(path, PlanFile);
        if (!File.Exists(planPath))
        {
            throw new InputException($"{path}: no run here ({PlanFile} is missing); give the folder of a run");
        }
        plan = Plans.PlanFile.Read(planPath);
        var recordPath = Path.Combine(path, RunRecord.FileName);
        var record = StrictJson.ReadFile<RunRecord>(recordPath);
        if (record.Format != RunRecord.Current)
        {
            throw new InputException($"{recordPath}: format is '{record.Format}'; allowed: {RunRecord.Current}");
        }
        var root = Path.GetFullPath(path);
        return new RunFolder(root, new ArtefactStore(Path.GetFullPath(record.Store, root)));
    }

    /// <summary>Whether the folder shows just this already, written by this very build.</summary>
    public bool IsPublished(ExpandedPlan expanded, RunFailures failures) =>
        TryRead()?.Publication is { } last && last.Build == RunEnvironment.Build && last.Content == ContentOf(expanded, failures)
        && last.Files.All(file => new FileInfo(Path.Combine(Root, file.Key)) is { Exists: true } info && info.Length == file.Value);

    /// <summary>Writes the report and the tables of a run all of whose stages are there.</summary>
    public void Publish(ExpandedPlan expanded, RunFailures failures)
    {
        var results = RunResults.Load(Store, expanded, failures);
        var before = TryRead() ?? throw new InputException($"{Root}: {RunRecord.FileName} is missing");
        var files = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var name in RunOutputs.All.SelectMany(output => output.Write(results, Root)))
        {
            files[name] = new FileInfo(Path.Combine(Root, name)).Length;
        }
        RemoveStale(before, name => !files.ContainsKey(name));
        Write(before with { Publication = new Publication(ContentOf(expanded, failures), RunEnvironment.Build, files) });
    }

    /// <summary>Where nothing is left to show: what failed, and no report of an earlier run.</summary>
    public void PublishFailures(RunFailures failures)
    {
        var before = TryRead();
        AtomicFile.WriteText(Path.Combine(Root, RunFailures.FileName), StrictJson.Format(failures));
        RemoveStale(before, name => name != RunFailures.FileName);
        var files = new SortedDictionary<string, long>(StringComparer.Ordinal)
        {
            [RunFailures.FileName] = new FileInfo(Path.Combine(Root, RunFailures.FileName)).Length,
        };
        Write(before! with { Publication = new Publication("", RunEnvironment.Build, files) });
    }

    /// <summary>What the last run could not make.</summary>
    public RunFailures ReadFailures()
    {
        var path = Path.Combine(Root, RunFailures.FileName);
        return File.Exists(path) ? StrictJson.ReadFile<RunFailures>(path) : RunFailures.None;
    }

    private void RemoveStale(RunRecord? before, Func<string, bool> isStale)
    {
        var root = Path.TrimEndingDirectorySeparator(Root) + Path.DirectorySeparatorChar;
        foreach (var stale in before?.Publication?.Files.Keys.Where(isStale) ?? [])
        {
            // A file that anybody may have edited names no file outside the folder.
            var path = Path.GetFullPath(stale, Root);
            if (path.StartsWith(root, StringComparison.Ordinal))
            {
                File.Delete(path);
            }
        }
    }

    private static string ContentOf(ExpandedPlan expanded, RunFailures failures) =>
        ContentHash.OfText(string.Join('\n', expanded.Targets.Select(stage => stage.Key).Prepend(expanded.Plan.Hash)) + StrictJson.FormatLine(failures));

    private RunRecord? TryRead()
    {
        try
        {
            return StrictJson.ReadFile<RunRecord>(Path.Combine(Root, RunRecord.FileName));
        }
        catch (InputException)
        {
            // Missing, or of another format: it is written anew.
            return null;
        }
    }

    private void Write(RunRecord record) =>
        AtomicFile.WriteText(Path.Combine(Root, RunRecord.FileName), StrictJson.Format(record));
}

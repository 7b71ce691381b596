using System.CommandLine;
using System.Globalization;
using SuppressionLab.Experiments.Runs;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Commands;

/// <summary><c>store</c>: what a store holds, whether it is whole, and what no run needs.</summary>
internal static class StoreCommand
{
    public static Command Create() => new("store", "Lists, checks and clears the artefacts that runs share")
    {
        List(), Verify(), Collect(),
    };

    private static Command List()
    {
        var folder = Folder();
        var all = new Option<bool>("--all") { Description = "Every artefact instead of every kind" };
        var command = new Command("ls", "Lists the artefacts: how many of each kind, how large, what they took, how many runs need") { folder, all };
        command.SetAction(parsed =>
        {
            var store = Open(parsed.GetValue(folder)!);
            StoreListing.Print(store, StoreReferences.Read(store), parsed.GetValue(all), parsed.InvocationConfiguration.Output);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Verify()
    {
        var folder = Folder();
        var command = new Command("verify", "Hashes every file; names what is damaged, which the next run makes again") { folder };
        command.SetAction((parsed, cancellation) =>
        {
            var store = Open(parsed.GetValue(folder)!);
            var output = parsed.InvocationConfiguration.Output;
            var artefacts = StoredArtefact.All(store);
            var flaws = 0;
            foreach (var artefact in artefacts)
            {
                cancellation.ThrowIfCancellationRequested();
                if (store.Verify(artefact) is { } flaw)
                {
                    flaws++;
                    output.WriteLine($"damaged: {flaw}");
                }
            }
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{artefacts.Count} artefacts, {flaws} damaged"));
            return Task.FromResult(flaws == 0 ? ExitCode.Success : ExitCode.Failure);
        });
        return command;
    }

    private static Command Collect()
    {
        var folder = Folder();
        var dry = new Option<bool>("--dry-run") { Description = "Only says what would be removed" };
        var command = new Command(
            "gc", "Removes artefacts that no run's folder needs, what was damaged, and what killed runs left half-made") { folder, dry };
        command.SetAction(parsed =>
        {
            var store = Open(parsed.GetValue(folder)!);
            var removed = StoreCollector.Collect(store, StoreReferences.Read(store), parsed.GetValue(dry));
            parsed.InvocationConfiguration.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{(parsed.GetValue(dry) ? "would remove" : "removed")} {removed.Artefacts} artefacts and {removed.Leftovers} leftovers, {Sizes.Text(removed.Bytes)}"));
            return ExitCode.Success;
        });
        return command;
    }

    private static Argument<string> Folder() => new("DIR")
    {
        Description = "A store, or the folder of a run; runs/store unless given",
        DefaultValueFactory = _ => PlanOptions.DefaultStore,
    };

    /// <summary>The store itself, or that of a run.</summary>
    private static ArtefactStore Open(string folder) =>
        File.Exists(Path.Combine(folder, RunRecord.FileName)) ? RunFolder.Open(folder, out _).Store
        : Directory.Exists(Path.Combine(folder, ArtefactStore.ArtefactsFolder)) ? new ArtefactStore(folder)
        : throw new InputException($"{folder}: no store here ({ArtefactStore.ArtefactsFolder} is missing); give a store, or the folder of a run");
}

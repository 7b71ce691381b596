using SuppressionLab.Experiments.Results.Tables;
using SuppressionLab.Experiments.Runs;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Experiments.Tests.Queries;

namespace SuppressionLab.Experiments.Tests;

/// <summary>What must hold of two runs of one plan, whatever happened to the second.</summary>
internal static class RunComparison
{
    /// <summary>All tables are equal, but for the times that making them took.</summary>
    /// <param name="expected">A run's folder.</param>
    /// <param name="actual">Another's.</param>
    /// <param name="except">Tables of what the machine is, where they ran on different ones.</param>
    public static void RequireEqualTables(string expected, string actual, params string[] except)
    {
        foreach (var name in new[] { RunOutputs.CurvesFile, RunOutputs.FitsFile, RunOutputs.SummaryFile, RunFolder.PlanFile })
        {
            CollectionAssert.AreEqual(Lines(Path.Combine(expected, name)), Lines(Path.Combine(actual, name)), name);
        }
        foreach (var table in ResultTables.All.Where(table => !except.Contains(table.Name)))
        {
            var what = $"* exclude (wallSeconds, cpuSeconds{(table.Name == "timings" ? ", attempts, completedUtc" : "")})";
            CollectionAssert.AreEqual(Rows(expected, table, what), Rows(actual, table, what), table.Name);
        }
    }

    /// <summary>No artefact was begun again after it was complete, unless it was damaged; each is whole; nothing half-made is left.</summary>
    public static void RequireCleanStore(string root)
    {
        var store = new ArtefactStore(root);
        foreach (var events in Journal.Read(root).GroupBy(entry => entry.Key))
        {
            var complete = false;
            foreach (var entry in events)
            {
                Assert.IsFalse(complete && entry.Event is (JournalEvent.Begun or JournalEvent.Stored),
                    $"{entry.Kind} {entry.Key}: {string.Join(", ", events.Select(e => e.Event))}");
                complete = entry.Event == JournalEvent.Stored || (complete && entry.Event != JournalEvent.Damaged);
            }
        }
        foreach (var artefact in StoredArtefact.All(store))
        {
            Assert.IsNull(store.Verify(artefact));
        }
        Assert.IsEmpty(Directory.EnumerateFileSystemEntries(root, "*.partial", SearchOption.AllDirectories));
        Assert.IsEmpty(Directory.EnumerateFileSystemEntries(Path.Combine(root, ArtefactStore.WorkFolder)));
    }

    private static List<string> Lines(string file) =>
        [.. File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("\"milliseconds\":", StringComparison.Ordinal))];

    private static List<string> Rows(string run, IResultTable table, string what) =>
        [.. Duck.Table(run, table.Name, what).Select(row => string.Join('|', row.Select(cell => $"{cell.Key}={Text(cell.Value)}")))];

    private static string Text(object? value) => value is System.Collections.IEnumerable list and not string
        ? $"[{string.Join(',', list.Cast<object?>().Select(Text))}]"
        : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
}

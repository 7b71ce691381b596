using System.Globalization;
using SuppressionLab.Experiments.Slurm;

namespace SuppressionLab.Experiments.Status;

/// <summary>Prints how a run is: a row a kind of stage, or an array and kind of a submission, then what failed, then a line that sums up.</summary>
internal static class StatusTable
{
    private static readonly (string Head, StageState[] States)[] s_columns =
    [
        ("stored", [StageState.Stored]), ("running", [StageState.Running]), ("waiting", [StageState.Waiting]),
        ("failed", [StageState.Failed, StageState.Ended]), ("blocked", [StageState.Blocked]), ("missing", [StageState.Missing]),
    ];

    /// <summary>Prints the status of a run.</summary>
    /// <param name="statuses">Its stages.</param>
    /// <param name="submission">Its submission; null for a run of this machine.</param>
    /// <param name="output">Where to print.</param>
    public static void Print(IReadOnlyList<StageStatus> statuses, Submission? submission, TextWriter output)
    {
        var rows = new List<string[]> { (string[])["stages", "job", "all", .. s_columns.Select(column => column.Head)] };
        var jobs = JobsOf(submission);
        rows.AddRange(statuses.GroupBy(status => (status.Stage.Kind, Job: jobs.GetValueOrDefault(status.Stage.Key, "")))
            .Select(group => Row(group.Key.Kind, group.Key.Job, [.. group])));
        PrintColumns(rows, output);
        var logs = LogsOf(submission);
        foreach (var status in statuses.Where(status => status.State is StageState.Failed or StageState.Ended))
        {
            var log = logs.TryGetValue(status.Stage.Key, out var path) ? $" ({path})" : "";
            output.WriteLine($"failed: {status.Stage.Title}: {status.Detail}{log}");
        }
    }

    /// <summary>How many stages are how, in a line.</summary>
    public static string Summary(IReadOnlyList<StageStatus> statuses) =>
        $"{statuses.Count} stages: " + string.Join(", ", s_columns
            .Select(column => (column.Head, Count: statuses.Count(status => column.States.Contains(status.State))))
            .Where(item => item.Count > 0).Select(item => $"{item.Count} {item.Head}"));

    private static Dictionary<string, string> JobsOf(Submission? submission) => (submission?.Arrays ?? [])
        .SelectMany(array => array.Stages.Select(key => (key, Job: array.JobId?.ToString(CultureInfo.InvariantCulture) ?? "none")))
        .ToDictionary(item => item.key, item => item.Job, StringComparer.Ordinal);

    /// <summary>Where the output of each stage's task is, below the run's folder.</summary>
    private static Dictionary<string, string> LogsOf(Submission? submission) => (submission?.Arrays ?? [])
        .SelectMany(array => array.Stages.Select((key, i) => (key, Path: $"{Submission.LogFolder}/{array.Name}.{i}.txt")))
        .ToDictionary(item => item.key, item => item.Path, StringComparer.Ordinal);

    private static string[] Row(string kind, string job, IReadOnlyList<StageStatus> stages) =>
    [
        kind, job, Number(stages.Count),
        .. s_columns.Select(column => Number(stages.Count(status => column.States.Contains(status.State)))),
    ];

    private static string Number(int count) => count == 0 ? "" : count.ToString(CultureInfo.InvariantCulture);

    private static void PrintColumns(List<string[]> rows, TextWriter output)
    {
        var used = Enumerable.Range(0, rows[0].Length).Where(column => rows.Skip(1).Any(row => row[column].Length > 0)).ToArray();
        var widths = used.Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            output.WriteLine(string.Join("  ", used.Select((column, i) =>
                column == 0 ? row[column].PadRight(widths[i]) : row[column].PadLeft(widths[i]))).TrimEnd());
        }
    }
}

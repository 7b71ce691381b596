using System.Globalization;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Slurm;

/// <summary>Writes what sbatch is given. All of it is in arguments, which win over a user's SBATCH_* variables; the script only runs the program.</summary>
/// <param name="submission">The submission.</param>
/// <param name="folder">The run's folder, a full path.</param>
internal sealed class JobRequests(Submission submission, string folder)
{
    /// <summary>Seconds before the end of its time at which a task is asked to stop, its checkpoint kept.</summary>
    private const int SecondsToStop = 60;

    /// <summary>The request of an array.</summary>
    /// <param name="index">The array's number.</param>
    /// <param name="after">The ids of the jobs that it waits for.</param>
    public JobRequest OfArray(int index, IReadOnlyList<string> after)
    {
        var array = submission.Arrays[index];
        var bound = submission.Options.MaxParallel is { } most ? $"%{most}" : "";
        var range = string.Create(CultureInfo.InvariantCulture, $"--array=0-{array.Stages.Count - 1}{bound}");
        return new JobRequest([.. Common(array.Name, "%a", after), range, "--requeue"], Script($"--array {index}"));
    }

    /// <summary>The request of the last job.</summary>
    /// <param name="after">The ids of the jobs that it waits for.</param>
    public JobRequest OfPublication(IReadOnlyList<string> after) =>
        new([.. Common(submission.PublicationName, "%j", after), "--requeue"], Script("--publish"));

    /// <summary>The numbers of the arrays that no other waits for: once they have ended, all have.</summary>
    public IReadOnlyList<int> Last() =>
        [.. Enumerable.Range(0, submission.Arrays.Count).Except(submission.Arrays.SelectMany(array => array.After))];

    /// <summary>Refuses a path that Slurm or a shell could read as something else.</summary>
    /// <exception cref="InputException">It holds a control character, a quote, a backslash or a percent sign.</exception>
    public static void CheckPath(string path)
    {
        if (path.Any(c => char.IsControl(c) || c is '\'' or '"' or '\\' or '%'))
        {
            throw new InputException(
                $"{path.ReplaceLineEndings("⏎")}: not a path for a cluster's jobs; allowed: no quotes, backslashes, percent signs or control characters");
        }
    }

    private IEnumerable<string> Common(string name, string number, IReadOnlyList<string> after) =>
    [
        "--parsable", $"--job-name={name}", "--ntasks=1", $"--chdir={folder}", "--open-mode=append",
        $"--output={Path.Combine(folder, Submission.LogFolder, $"{name}.{number}.txt")}", $"--signal=B:TERM@{SecondsToStop}",
        // Not afterok: a task whose inputs are missing ends by itself, and the others of its array can run.
        .. after.Count > 0 ? [$"--dependency=afterany:{string.Join(':', after)}"] : Array.Empty<string>(),
        .. submission.Options.Arguments(),
    ];

    /// <summary>The program takes the shell's place, so that Slurm's signals reach it.</summary>
    private string Script(string what) => string.Join('\n',
        "#!/bin/sh",
        "export DOTNET_PROCESSOR_COUNT=\"${SLURM_CPUS_PER_TASK:-1}\"",
        $"exec {string.Join(' ', submission.Program.Select(Quote))} work {Quote(folder)} --submission {submission.Id} {what}",
        "");

    private static string Quote(string text) => $"'{text}'";
}

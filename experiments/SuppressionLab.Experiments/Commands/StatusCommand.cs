using System.CommandLine;
using SuppressionLab.Experiments.Runs;
using SuppressionLab.Experiments.Slurm;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Status;

namespace SuppressionLab.Experiments.Commands;

/// <summary><c>status</c>: what of a run is stored, on the way, failed or missing; of a submission, with what the cluster says.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "A run's folder" };
        var command = new Command(
            "status", "Says what of a run is stored, on the way, failed or missing; exits with 1 if it is not complete and nothing more is coming, or something failed") { folder };
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var run = RunFolder.Open(parsed.GetValue(folder)!, out var plan);
            var stages = PlanExpander.Expand(plan).Stages;
            var (submission, tasks) = OnTheCluster(run.Root, parsed.InvocationConfiguration.Error);
            // The time of a file that there is not lies in the distant past.
            var recorded = File.GetLastWriteTimeUtc(Path.Combine(run.Root, RunFailures.FileName));
            var statuses = RunStatus.Of(
                stages, run.Store, FailuresOf(run, submission), recorded, submission?.ByStage(tasks) ?? new Dictionary<string, SlurmTask>());
            StatusTable.Print(statuses, submission, output);
            output.WriteLine(StatusTable.Summary(statuses));
            var isPublished = File.Exists(Path.Combine(run.Root, RunOutputs.ReportFile));
            var last = submission is null ? null : tasks.FirstOrDefault(task => task.JobId == submission.PublicationJobId);
            output.WriteLine(last is { IsAlive: true }
                ? $"report: to be written by job {last.JobId} ({last.State.ToLowerInvariant()})"
                : isPublished ? $"report: {Path.Combine(parsed.GetValue(folder)!, RunOutputs.ReportFile)}" : "report: not written");
            return Judge(statuses, last is { IsAlive: true } || isPublished);
        });
        return command;
    }

    private static int Judge(IReadOnlyList<StageStatus> statuses, bool reportIsThereOrComing)
    {
        var wrong = statuses.Any(status => status.State is StageState.Failed or StageState.Ended or StageState.Blocked);
        var over = !statuses.Any(status => status.State is StageState.Running or StageState.Waiting);
        var complete = statuses.All(status => status.State == StageState.Stored) && reportIsThereOrComing;
        return wrong || (over && !complete) ? ExitCode.Failure : ExitCode.Success;
    }

    private static (Submission? Submission, IReadOnlyList<SlurmTask> Tasks) OnTheCluster(string folder, TextWriter error)
    {
        if (!Submission.Exists(folder))
        {
            return (null, []);
        }
        var submission = Submission.Read(folder);
        try
        {
            var tasks = new SlurmClient().Tasks(submission);
            return (submission.WithIdsOf(tasks), tasks);
        }
        catch (SlurmException unknown)
        {
            // What is stored can be seen from anywhere.
            error.WriteLine($"suppressionlab: what the cluster is doing is not known from here: {unknown.Message}");
            return (submission, []);
        }
    }

    /// <summary>Tasks of a cluster record their own; a run of this machine records all at its end.</summary>
    private static Func<string, FailureRecord?> FailuresOf(RunFolder run, Submission? submission)
    {
        var recorded = submission is null
            ? run.ReadFailures().Stages.ToDictionary(failure => failure.Key, StringComparer.Ordinal) : [];
        var tasks = new TaskFailures(run.Root);
        return key => submission is null ? recorded.GetValueOrDefault(key) : tasks.Find(key);
    }
}

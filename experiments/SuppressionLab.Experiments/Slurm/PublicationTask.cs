using SuppressionLab.Experiments.Commands;
using SuppressionLab.Experiments.Execution;
using SuppressionLab.Experiments.Runs;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Status;

namespace SuppressionLab.Experiments.Slurm;

/// <summary>What the last job of a submission does: report and tables of what is there, with what failed.</summary>
/// <param name="folder">The run's folder.</param>
/// <param name="slurm">The cluster, which knows what became of tasks that could not say so themselves.</param>
/// <param name="output">Takes a line for each thing that happens.</param>
internal sealed class PublicationTask(RunFolder folder, SlurmClient slurm, TextWriter output)
{
    /// <summary>Publishes.</summary>
    /// <returns>Success; Failure where stages are missing.</returns>
    public int Run(ExpandedPlan expanded, Submission submission, CancellationToken cancellation)
    {
        var statuses = RunStatus.Of(
            expanded.Stages, folder.Store, new TaskFailures(folder.Root).Find, DateTime.MinValue, submission.ByStage(Tasks(submission)));
        var failures = RunExecution.Publish(
            expanded, folder, new RunLimits(1), new LineObserver(output), Outcome(statuses), cancellation);
        foreach (var failure in failures.Stages)
        {
            output.WriteLine($"failed: {failure.Title}: {failure.Reason}");
        }
        return statuses.All(status => status.State == StageState.Stored) ? ExitCode.Success : ExitCode.Failure;
    }

    /// <summary>A machine of the cluster may have none of Slurm's commands: then only what tasks recorded is known.</summary>
    private IReadOnlyList<SlurmTask> Tasks(Submission submission)
    {
        try
        {
            return slurm.Tasks(submission);
        }
        catch (SlurmException unknown)
        {
            output.WriteLine($"what became of the tasks is not known: {unknown.Message}");
            return [];
        }
    }

    /// <summary>The same as a local run's end: all that is not stored either failed or was blocked.</summary>
    private static RunOutcome Outcome(IReadOnlyList<StageStatus> statuses)
    {
        var lacking = statuses.Where(status => status.State != StageState.Stored).ToList();
        var absent = lacking.Select(status => status.Stage.Key).ToHashSet(StringComparer.Ordinal);
        // One whose inputs came after it had given up on them has nothing else to blame.
        bool IsBlocked(StageStatus status) =>
            status.State == StageState.Blocked && status.Stage.Inputs.Any(input => absent.Contains(input.Key));
        return new RunOutcome(
            0, statuses.Count - lacking.Count,
            [.. lacking.Where(status => !IsBlocked(status)).Select(Failure)],
            [.. lacking.Where(IsBlocked).Select(status => status.Stage)]);
    }

    private static StageFailure Failure(StageStatus status)
    {
        var reason = status.State switch
        {
            StageState.Failed or StageState.Ended or StageState.Blocked => status.Detail,
            StageState.Missing => "no task made it",
            _ => $"its task had not ended ({status.State.ToString().ToLowerInvariant()}) when the results were written",
        };
        var cause = Enum.GetValues<FailureCause>().FirstOrDefault(cause => FailureRecord.NameOf(cause) == status.Cause, FailureCause.Passing);
        return new StageFailure(status.Stage, cause, reason, status.Attempts, new SlurmException(reason));
    }
}

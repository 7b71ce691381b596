using SuppressionLab.Experiments.Runs;
using SuppressionLab.Experiments.Slurm;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;

namespace SuppressionLab.Experiments.Status;

/// <summary>How a run is, stage by stage: the store says what is there, records say what failed, the cluster says what is on the way.</summary>
internal sealed class RunStatus
{
    /// <summary>How long a process that makes a stage may be silent and still count as alive: it gives a sign every few seconds.</summary>
    private static readonly TimeSpan s_silence = TimeSpan.FromMinutes(1);

    private readonly ArtefactStore _store;
    private readonly Func<string, FailureRecord?> _failure;
    private readonly DateTime _recorded;
    private readonly IReadOnlyDictionary<string, SlurmTask> _tasks;
    private readonly Dictionary<string, StageState> _states = new(StringComparer.Ordinal);

    private RunStatus(
        ArtefactStore store, Func<string, FailureRecord?> failure, DateTime recorded, IReadOnlyDictionary<string, SlurmTask> tasks) =>
        (_store, _failure, _recorded, _tasks) = (store, failure, recorded, tasks);

    /// <summary>The status of every stage, inputs before what reads them.</summary>
    /// <param name="stages">The stages in that order.</param>
    /// <param name="store">Their store.</param>
    /// <param name="failure">The recorded failure of a key.</param>
    /// <param name="recorded">When failures were recorded, UTC: what is older than that is over.</param>
    /// <param name="tasks">The cluster's tasks by the key of their stage; empty for a run of this machine.</param>
    public static IReadOnlyList<StageStatus> Of(
        IReadOnlyList<Stage> stages, ArtefactStore store, Func<string, FailureRecord?> failure, DateTime recorded,
        IReadOnlyDictionary<string, SlurmTask> tasks)
    {
        var status = new RunStatus(store, failure, recorded, tasks);
        return [.. stages.Select(status.Add)];
    }

    private StageStatus Add(Stage stage)
    {
        var status = Of(stage);
        _states[stage.Key] = status.State;
        return status;
    }

    private StageStatus Of(Stage stage)
    {
        if (_store.Contains(stage))
        {
            return new StageStatus(stage, StageState.Stored);
        }
        var task = _tasks.GetValueOrDefault(stage.Key);
        if (task is { IsAlive: true })
        {
            return task.IsPending
                ? new StageStatus(stage, StageState.Waiting, Because(task))
                : new StageStatus(stage, StageState.Running, $"on {task.Node}{Restarts(task)}");
        }
        if (task is null && _store.LastBeat(stage) is { } beat && beat > _recorded && DateTime.UtcNow - beat < s_silence)
        {
            return new StageStatus(stage, StageState.Running);
        }
        var failure = _failure(stage.Key);
        if (failure is not null && failure.Cause != TaskFailures.Blocked)
        {
            return new StageStatus(stage, StageState.Failed, failure.Reason, failure.Cause, failure.Attempts);
        }
        if (failure is not null || stage.Inputs.Any(IsLost))
        {
            return new StageStatus(stage, StageState.Blocked, failure?.Reason ?? $"needs {stage.Inputs.First(IsLost).Title}");
        }
        return task is not null
            ? new StageStatus(stage, StageState.Ended, $"its task ended as {task.State}{At(task)}{Restarts(task)}", "ended", task.Restarts + 1)
            : new StageStatus(stage, StageState.Missing);
    }

    private bool IsLost(Stage input) =>
        _states.TryGetValue(input.Key, out var state) && state is StageState.Failed or StageState.Ended or StageState.Blocked;

    private static string Because(SlurmTask task) => task.Reason is "" or "None" ? "" : task.Reason + Restarts(task);

    private static string At(SlurmTask task) => task.Node.Length > 0 ? $" on {task.Node}" : "";

    private static string Restarts(SlurmTask task) => task.Restarts > 0 ? $", requeued {task.Restarts} times" : "";
}

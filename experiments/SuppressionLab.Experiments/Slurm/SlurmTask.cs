namespace SuppressionLab.Experiments.Slurm;

/// <summary>A task as Slurm sees it.</summary>
/// <param name="JobId">The array's id, or the job's own.</param>
/// <param name="Index">The task's index; null for a job without an array.</param>
/// <param name="State">Slurm's word for its state, for example RUNNING.</param>
/// <param name="Restarts">How often it was requeued.</param>
/// <param name="Node">Where it runs or ran; empty before.</param>
/// <param name="Reason">Why it waits or ended; None where there is nothing to say.</param>
/// <param name="Name">The job's name.</param>
internal sealed record SlurmTask(long JobId, int? Index, string State, int Restarts, string Node, string Reason, string Name)
{
    private static readonly HashSet<string> Ended =
    [
        "BOOT_FAIL", "CANCELLED", "COMPLETED", "DEADLINE", "FAILED", "NODE_FAIL", "OUT_OF_MEMORY", "PREEMPTED", "REVOKED", "TIMEOUT",
    ];

    /// <summary>Whether it may still do something; a state that is not known to be an end counts as that.</summary>
    public bool IsAlive => !Ended.Contains(State);

    /// <summary>Whether it waits to run.</summary>
    public bool IsPending => State is "PENDING" or "REQUEUED" or "REQUEUE_HOLD" or "REQUEUE_FED" or "SPECIAL_EXIT" or "SUSPENDED";
}

namespace SuppressionLab.Experiments.Execution;

/// <summary>What a run may use of its machine, and how patient it is.</summary>
/// <param name="Slots">Stages made at once, at least 1.</param>
internal sealed record RunLimits(int Slots)
{
    /// <summary>
    /// Memory for the stages of this process together, in bytes, by their estimates; one stage that needs more runs by
    /// itself. Three quarters of what the machine has unless given.
    /// </summary>
    public double MemoryBytes { get; init; } = 0.75 * GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>The GPUs that stages on <c>cuda</c> are spread over, one stage each.</summary>
    public IReadOnlyList<int> Gpus { get; init; } = [0];

    /// <summary>How often a stage that failed for a passing reason is tried again.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Whether the first failure ends the run.</summary>
    public bool FailFast { get; init; }
}

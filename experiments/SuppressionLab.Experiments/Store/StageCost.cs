namespace SuppressionLab.Experiments.Store;

/// <summary>What the making of an artefact took.</summary>
/// <param name="WallSeconds">Wall time.</param>
/// <param name="CpuSeconds">
/// Processor time of the process, shared evenly among the stages that it made at that moment: stages of one process add up
/// to its own.
/// </param>
/// <param name="Attempts">How often it was begun: 1, and one more for each attempt that failed or was killed.</param>
internal sealed record StageCost(double WallSeconds, double CpuSeconds, int Attempts)
{
    /// <summary>Nothing yet.</summary>
    public static StageCost None { get; } = new(0, 0, 0);
}

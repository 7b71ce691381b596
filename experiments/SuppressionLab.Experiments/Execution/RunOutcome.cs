using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Execution;

/// <summary>What a run came to.</summary>
/// <param name="Made">Stages that this process made.</param>
/// <param name="Cached">Stages that were stored already, or that another process stored meanwhile.</param>
/// <param name="Failures">Stages that could not be made.</param>
/// <param name="Blocked">Stages that need one of those.</param>
internal sealed record RunOutcome(int Made, int Cached, IReadOnlyList<StageFailure> Failures, IReadOnlyList<Stage> Blocked)
{
    /// <summary>The keys of all stages that are not there.</summary>
    public IReadOnlySet<string> Lost => Failures.Select(failure => failure.Stage.Key).Concat(Blocked.Select(stage => stage.Key)).ToHashSet(StringComparer.Ordinal);
}

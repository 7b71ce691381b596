using SuppressionLab.Experiments.Execution;
using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Runs;

/// <summary>What a run could not make, in <c>failures.json</c> and in its report.</summary>
/// <param name="Stages">The stages that failed.</param>
/// <param name="Cells">The networks, methods and seeds that results lack because of them.</param>
internal sealed record RunFailures(IReadOnlyList<FailureRecord> Stages, IReadOnlyList<string> Cells)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "failures.json";

    /// <summary>Nothing failed.</summary>
    public static RunFailures None { get; } = new([], []);

    /// <summary>Puts failures and what they cost side by side.</summary>
    public static RunFailures Of(IReadOnlyList<StageFailure> failures, IReadOnlyList<LostCell> lost) => new(
        [.. failures.Select(failure => new FailureRecord(
            failure.Stage.Kind, failure.Stage.Title, failure.Stage.Key, FailureRecord.NameOf(failure.Cause),
            failure.Reason, failure.Attempts, [.. lost.Where(cell => cell.Stages.Contains(failure.Stage.Key)).Select(cell => cell.ToString())],
            failure.Cause == FailureCause.Defect ? failure.Error.ToString() : null))],
        [.. lost.Select(cell => cell.ToString()).Distinct()]);
}

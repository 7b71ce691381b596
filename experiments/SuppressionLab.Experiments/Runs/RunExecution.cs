using SuppressionLab.Experiments.Execution;
using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Runs;

/// <summary>A run from its first missing stage to its published results.</summary>
internal static class RunExecution
{
    /// <summary>
    /// Makes what is missing and publishes it. Where stages failed, what does not need them is published, with the failures.
    /// </summary>
    /// <returns>What failed.</returns>
    public static RunFailures Execute(
        ExpandedPlan expanded, RunFolder folder, RunLimits limits, IRunObserver observer, CancellationToken cancellation)
    {
        StoreReferences.Add(folder.Store, folder.Root, expanded);
        var outcome = new StageRunner(folder.Store, observer, limits).Run(expanded.Targets, cancellation);
        return Publish(expanded, folder, limits, observer, outcome, cancellation);
    }

    /// <summary>Publishes what a run came to.</summary>
    /// <returns>What failed.</returns>
    public static RunFailures Publish(
        ExpandedPlan expanded, RunFolder folder, RunLimits limits, IRunObserver observer, RunOutcome outcome, CancellationToken cancellation)
    {
        if (outcome.Failures.Count == 0)
        {
            Publish(folder, expanded, RunFailures.None);
            return RunFailures.None;
        }
        var partial = PartialPlan.Of(expanded, outcome.Lost);
        var failures = RunFailures.Of(outcome.Failures, partial.Lost);
        if (partial.Expanded is { } rest)
        {
            PublishRest(folder, rest, failures, limits, observer, cancellation);
        }
        else
        {
            folder.PublishFailures(failures);
        }
        return failures;
    }

    /// <summary>What predicts across seeds or networks is made anew for those that are left.</summary>
    private static void PublishRest(
        RunFolder folder, ExpandedPlan rest, RunFailures failures, RunLimits limits, IRunObserver observer, CancellationToken cancellation)
    {
        var lost = new StageRunner(folder.Store, observer, limits).Run(rest.Targets, cancellation).Lost;
        if (PartialPlan.Of(rest, lost).Expanded is { } made)
        {
            Publish(folder, made, failures);
        }
    }

    private static void Publish(RunFolder folder, ExpandedPlan expanded, RunFailures failures)
    {
        if (!folder.IsPublished(expanded, failures))
        {
            folder.Publish(expanded, failures);
        }
    }
}

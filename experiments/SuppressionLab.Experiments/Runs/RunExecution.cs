using SuppressionLab.Experiments.Execution;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;

namespace SuppressionLab.Experiments.Runs;

/// <summary>A run from its first missing stage to its published results.</summary>
internal static class RunExecution
{
    // Damage that shows only when results are read; more than this is a disk to be replaced.
    private const int MostRepairs = 20;

    /// <summary>
    /// Makes what is missing and publishes it. Where stages failed, what does not need them is published, with the failures.
    /// </summary>
    /// <returns>What failed.</returns>
    public static RunFailures Execute(
        ExpandedPlan expanded, RunFolder folder, RunLimits limits, IRunObserver observer, CancellationToken cancellation)
    {
        StoreReferences.Add(folder.Store, folder.Root, expanded.Plan, expanded.Stages);
        for (var repair = 0; ; repair++)
        {
            var outcome = new StageRunner(folder.Store, observer, limits).Run(expanded.Targets, cancellation);
            try
            {
                return Publish(expanded, folder, limits, observer, outcome, cancellation);
            }
            catch (DamagedArtefactException damaged) when (repair < MostRepairs)
            {
                observer.Damaged(damaged.Stage, damaged.Message);
                folder.Store.SetAside(damaged.Stage, damaged.Message);
            }
        }
    }

    /// <summary>Publishes what a run came to.</summary>
    /// <returns>What failed.</returns>
    public static RunFailures Publish(
        ExpandedPlan expanded, RunFolder folder, RunLimits limits, IRunObserver observer, RunOutcome outcome, CancellationToken cancellation)
    {
        if (outcome.Lost.Count == 0)
        {
            Publish(folder, expanded, RunFailures.None);
            return RunFailures.None;
        }
        var partial = PartialPlan.Of(expanded, outcome.Lost);
        if (partial.Expanded is null)
        {
            var all = RunFailures.Of(outcome.Failures, partial.Lost);
            folder.PublishFailures(all);
            return all;
        }
        // What predicts across seeds or networks is made anew for those that are left.
        StoreReferences.Add(folder.Store, folder.Root, expanded.Plan, [.. expanded.Stages, .. partial.Expanded.Stages]);
        var second = new StageRunner(folder.Store, observer, limits).Run(partial.Expanded.Targets, cancellation);
        var rest = PartialPlan.Of(partial.Expanded, second.Lost);
        var failures = RunFailures.Of([.. outcome.Failures, .. second.Failures], [.. partial.Lost, .. rest.Lost]);
        if (rest.Expanded is { } made)
        {
            Publish(folder, made, failures);
        }
        else
        {
            folder.PublishFailures(failures);
        }
        return failures;
    }

    private static void Publish(RunFolder folder, ExpandedPlan expanded, RunFailures failures)
    {
        if (!folder.IsPublished(expanded, failures))
        {
            folder.Publish(expanded, failures);
        }
    }
}

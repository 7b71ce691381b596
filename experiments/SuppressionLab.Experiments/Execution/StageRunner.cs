using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;

namespace SuppressionLab.Experiments.Execution;

/// <summary>Makes the artefacts that a set of stages lacks, inputs first.</summary>
internal sealed class StageRunner(RunStore store, IRunObserver observer)
{
    /// <summary>Runs what is missing.</summary>
    /// <param name="targets">The stages whose artefacts are wanted; what they need comes with them.</param>
    /// <param name="cancellation">Stops between or within stages; the next run goes on from there.</param>
    /// <returns>How many stages were made and how many were there already.</returns>
    public (int Made, int Cached) Run(IReadOnlyList<Stage> targets, CancellationToken cancellation)
    {
        var order = StageGraph.InOrder(targets);
        var missing = order.Where(stage => !store.Contains(stage)).ToList();
        observer.Begin(order.Count, order.Count - missing.Count);
        foreach (var stage in missing)
        {
            cancellation.ThrowIfCancellationRequested();
            observer.Start(stage);
            store.Make(stage, observer.ProgressOf(stage), cancellation);
            observer.Finish(stage, store.ReadManifest(stage).Seconds);
        }
        return (missing.Count, order.Count - missing.Count);
    }
}

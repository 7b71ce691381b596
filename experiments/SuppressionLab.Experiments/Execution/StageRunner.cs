using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;

namespace SuppressionLab.Experiments.Execution;

/// <summary>
/// Makes the artefacts that a set of stages lacks, inputs first, several at a time where they do not need each other. What
/// comes out does not depend on how many: a stage's result is a function of its key.
/// </summary>
/// <param name="store">The run's store.</param>
/// <param name="observer">Shown how it goes.</param>
/// <param name="slots">How many stages are made at once, at least 1.</param>
internal sealed class StageRunner(RunStore store, IRunObserver observer, int slots)
{
    private readonly Lock _gate = new();

    /// <summary>Runs what is missing.</summary>
    /// <param name="targets">The stages whose artefacts are wanted; what they need comes with them.</param>
    /// <param name="cancellation">Stops between or within stages; the next run goes on from there.</param>
    /// <returns>How many stages were made and how many were there already.</returns>
    public (int Made, int Cached) Run(IReadOnlyList<Stage> targets, CancellationToken cancellation)
    {
        var order = StageGraph.InOrder(targets);
        var missing = order.Where(stage => !store.Contains(stage)).ToList();
        observer.Begin(order.Count, order.Count - missing.Count);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var queue = new ReadyStages(missing);
        var workers = Enumerable.Range(0, Math.Min(slots, Math.Max(1, missing.Count)))
            .Select(_ => Task.Factory.StartNew(
                () => Work(queue, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToArray();
        Task.WhenAll(workers).ContinueWith(_ => { }, TaskScheduler.Default).GetAwaiter().GetResult();
        Rethrow(workers, cancellation);
        return (missing.Count, order.Count - missing.Count);
    }

    private void Work(ReadyStages queue, CancellationTokenSource stop)
    {
        try
        {
            while (queue.Take(stop.Token) is { } stage)
            {
                Make(stage, stop.Token);
                queue.Done(stage);
            }
        }
        catch
        {
            // The other slots end at their next check; what they have finished is stored.
            stop.Cancel();
            throw;
        }
    }

    private void Make(Stage stage, CancellationToken cancellation)
    {
        IProgress<StageProgress> progress;
        lock (_gate)
        {
            observer.Start(stage);
            progress = observer.ProgressOf(stage);
        }
        store.Make(stage, progress, cancellation);
        var seconds = store.ReadManifest(stage).Seconds;
        lock (_gate)
        {
            observer.Finish(stage, seconds);
        }
    }

    /// <summary>The failure that began it, rather than the cancellations that followed from it.</summary>
    private static void Rethrow(Task[] workers, CancellationToken cancellation)
    {
        var failures = workers.Where(worker => worker.Exception is not null)
            .Select(worker => worker.Exception!.InnerException!).ToList();
        if ((failures.FirstOrDefault(e => e is not OperationCanceledException) ?? failures.FirstOrDefault()) is { } failure)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
        cancellation.ThrowIfCancellationRequested();
    }
}

using System.Runtime.ExceptionServices;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;

namespace SuppressionLab.Experiments.Execution;

/// <summary>
/// Makes the artefacts that a set of stages lacks, inputs first, several at a time where they do not need each other. What
/// comes out does not depend on how many: a stage's result is a function of its key. A stage that fails blocks those that
/// need it, and no others.
/// </summary>
/// <param name="store">The store, which other processes may be using.</param>
/// <param name="observer">Shown how it goes.</param>
/// <param name="limits">What may be used of the machine.</param>
internal sealed class StageRunner(ArtefactStore store, IRunObserver observer, RunLimits limits)
{
    private readonly Lock _gate = new();
    private readonly ForeignClaims _foreign = new(store, TimeProvider.System);
    private readonly List<StageFailure> _failures = [];
    private readonly HashSet<string> _settled = new(StringComparer.Ordinal);
    private int _made;
    private int _cached;

    /// <summary>Runs what is missing.</summary>
    /// <param name="targets">The stages whose artefacts are wanted; what they need comes with them.</param>
    /// <param name="cancellation">Stops between or within stages; the next run goes on from there.</param>
    /// <exception cref="IOException">The store cannot be written.</exception>
    public RunOutcome Run(IReadOnlyList<Stage> targets, CancellationToken cancellation)
    {
        var order = StageGraph.InOrder(targets);
        var missing = Missing(order);
        _cached = order.Count - missing.Count;
        observer.Begin(order, order.Select(stage => stage.Key).Except(missing.Select(item => item.Stage.Key)).ToHashSet(StringComparer.Ordinal));
        foreach (var (stage, flaw) in missing.Where(item => item.Flaw is not null))
        {
            observer.Damaged(stage, flaw!);
        }
        var slots = Math.Min(limits.Slots, Math.Max(1, missing.Count));
        var queue = new StageQueue([.. missing.Select(item => item.Stage)], slots, new ResourcePool(limits));
        Work(queue, slots, cancellation);
        var blocked = missing.Select(item => item.Stage).Where(stage => !_settled.Contains(stage.Key)).ToList();
        blocked.ForEach(observer.Block);
        // In the graph's order, not in that of their ends: what is published does not depend on the slots.
        var places = order.Select((stage, i) => (stage.Key, i)).ToDictionary(StringComparer.Ordinal);
        return new RunOutcome(_made, _cached, [.. _failures.OrderBy(failure => places[failure.Stage.Key])], blocked);
    }

    /// <summary>Looked up on all cores: in a finished plan it is all there is to do.</summary>
    private List<(Stage Stage, string? Flaw)> Missing(IReadOnlyList<Stage> order)
    {
        var found = new (bool There, string? Flaw)[order.Count];
        try
        {
            Parallel.For(0, order.Count, i => found[i] = (store.Contains(order[i], out var flaw), flaw));
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }
        return [.. order.Select((stage, i) => (stage, i)).Where(item => !found[item.i].There).Select(item => (item.stage, found[item.i].Flaw))];
    }

    private void Work(StageQueue queue, int slots, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var workers = Enumerable.Range(0, slots)
            .Select(slot => Task.Factory.StartNew(
                () => Work(queue, slot, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToArray();
        Task.WhenAll(workers).ContinueWith(_ => { }, TaskScheduler.Default).GetAwaiter().GetResult();
        // The failure that began it, rather than the cancellations that followed from it.
        var errors = workers.Where(worker => worker.Exception is not null).Select(worker => worker.Exception!.InnerException!).ToList();
        if (errors.FirstOrDefault(e => e is not OperationCanceledException) is { } error)
        {
            ExceptionDispatchInfo.Throw(error);
        }
        cancellation.ThrowIfCancellationRequested();
    }

    private void Work(StageQueue queue, int slot, CancellationTokenSource stop)
    {
        try
        {
            while (queue.Take(slot, stop.Token) is { } assignment)
            {
                Make(queue, assignment, stop);
            }
        }
        catch (Exception error)
        {
            // The other slots end at their next check; what they have finished is stored.
            stop.Cancel();
            if (error is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                throw;
            }
        }
    }

    private void Make(StageQueue queue, StageAssignment assignment, CancellationTokenSource stop)
    {
        var stage = assignment.Stage;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Settle(queue, assignment, Attempt(assignment, stop.Token));
                return;
            }
            catch (DamagedArtefactException damaged) when (damaged.Stage.Key != stage.Key)
            {
                SetAside(damaged);
                Tell(() => observer.PutOff(stage));
                queue.Remake(assignment, damaged.Stage);
                return;
            }
            catch (Exception) when (!stop.IsCancellationRequested && store.Contains(stage))
            {
                // Another process finished it, and cleared the folders that this one was using.
                Settle(queue, assignment, MakeResult.There);
                return;
            }
            catch (Exception error) when (error is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                if (!TryAgain(stage, error, attempt, stop))
                {
                    Fail(queue, assignment, new StageFailure(stage, FailureCauses.Of(error), FailureCauses.Line(error), attempt, error), stop);
                    return;
                }
            }
        }
    }

    private MakeResult Attempt(StageAssignment assignment, CancellationToken cancellation)
    {
        var stage = assignment.Stage;
        IProgress<StageProgress>? progress = null;
        Tell(() =>
        {
            observer.Start(stage);
            progress = observer.ProgressOf(stage);
        });
        return store.Make(stage, new StageRun(progress!, cancellation, assignment.Lease.Gpu ?? 0, _foreign.IsSilent(stage)));
    }

    private void Settle(StageQueue queue, StageAssignment assignment, MakeResult result)
    {
        var stage = assignment.Stage;
        if (result == MakeResult.Elsewhere)
        {
            _foreign.Note(stage);
            Tell(() => observer.PutOff(stage));
            queue.Elsewhere(assignment);
            return;
        }
        var seconds = result == MakeResult.Made ? store.ReadManifest(stage).Cost.WallSeconds : (double?)null;
        Tell(() =>
        {
            _settled.Add(stage.Key);
            _made += seconds is null ? 0 : 1;
            _cached += seconds is null ? 1 : 0;
            observer.Finish(stage, seconds);
        });
        queue.Stored(assignment);
    }

    /// <summary>Whether the failure may pass: waits a little longer each time, then says yes.</summary>
    private bool TryAgain(Stage stage, Exception error, int attempt, CancellationTokenSource stop)
    {
        var line = FailureCauses.Line(error);
        store.Journal.Add(JournalEvent.Failed, stage, line);
        switch (FailureCauses.Of(error))
        {
            case FailureCause.Machine:
                ExceptionDispatchInfo.Throw(error);
                return false;
            case FailureCause.Passing when attempt <= limits.Retries:
                Tell(() => observer.Retry(stage, line, attempt));
                stop.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(0.5 * attempt));
                return true;
            default:
                return false;
        }
    }

    private void Fail(StageQueue queue, StageAssignment assignment, StageFailure failure, CancellationTokenSource stop)
    {
        Tell(() =>
        {
            _settled.Add(failure.Stage.Key);
            _failures.Add(failure);
            observer.Fail(failure);
        });
        queue.Failed(assignment);
        if (limits.FailFast)
        {
            stop.Cancel();
        }
    }

    private void SetAside(DamagedArtefactException damaged)
    {
        Tell(() => observer.Damaged(damaged.Stage, damaged.Message));
        store.SetAside(damaged.Stage, damaged.Message);
    }

    private void Tell(Action tell)
    {
        lock (_gate)
        {
            tell();
        }
    }
}

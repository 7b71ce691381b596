using System.Diagnostics;
using SuppressionLab.LanguageModels.Native;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Objectives;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Training;

/// <summary>
/// Trains a network, or the adapter that it has. With a checkpoint folder the run resumes where an earlier process stopped, to the same bits as if
/// it had never stopped (on a CPU, at the same number of torch threads); a finished run returns at once. Not
/// thread-safe.
/// </summary>
/// <param name="network">The network; its weights change, or its adapter's.</param>
/// <param name="objective">What to minimise.</param>
/// <param name="batches">Where the rows come from.</param>
/// <param name="options">How.</param>
public sealed class TrainingLoop(
    LanguageModelNetwork network, IObjective objective, IBatchSource batches, TrainingOptions options)
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(250);
    private readonly List<TrainingRecord> _history = [];
    private string _firstBatch = "";
    private long _tokens;
    private double? _evaluationLoss;

    /// <summary>The folder that holds the run's checkpoint, or null for none.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>A held-out loss in nats, or null for none; see <see cref="EvaluationLoss"/>.</summary>
    public Func<double>? Evaluation { get; init; }

    /// <summary>Told about four times a second, and after the last step.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Called after each of <see cref="ObservedSteps"/>, with the number of steps done, to score or save the network.</summary>
    public Action<long>? Observer { get; init; }

    /// <summary>The numbers of steps after which the observer is called. Steps done in an earlier process are not observed again.</summary>
    public IReadOnlyCollection<long> ObservedSteps { get; init; } = [];

    /// <summary>Trains; see the class for resuming.</summary>
    /// <param name="network">The network; its weights change.</param>
    /// <param name="objective">What to minimise.</param>
    /// <param name="batches">Where the rows come from.</param>
    /// <param name="options">How.</param>
    /// <param name="checkpointFolder">The folder that holds the run's checkpoint, or null for none.</param>
    /// <param name="evaluation">A held-out loss in nats, or null for none.</param>
    /// <param name="progress">Told about four times a second.</param>
    /// <param name="cancellation">Stops after the step that is running.</param>
    /// <inheritdoc cref="Run(CancellationToken)" path="/exception"/>
    public static TrainingResult Run(
        LanguageModelNetwork network,
        IObjective objective,
        IBatchSource batches,
        TrainingOptions options,
        string? checkpointFolder = null,
        Func<double>? evaluation = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default) =>
        new TrainingLoop(network, objective, batches, options)
        {
            CheckpointFolder = checkpointFolder,
            Evaluation = evaluation,
            Progress = progress,
        }.Run(cancellation);

    /// <summary>Trains; see the class for resuming.</summary>
    /// <param name="cancellation">
    /// Stops after the step that is running; with a folder, a checkpoint of that step is written first.
    /// </param>
    /// <exception cref="Primitives.Errors.InputException">
    /// An option is out of range, the reference has another shape, or the folder holds another run's checkpoint; the message
    /// names the field.
    /// </exception>
    /// <exception cref="NonFiniteLossException">A step was not finite; the last good checkpoint is kept.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the message names the step kept.</exception>
    /// <exception cref="IOException">The disk is full; the last checkpoint is kept.</exception>
    public TrainingResult Run(CancellationToken cancellation = default)
    {
        TorchRuntime.EnsureLoaded();
        options.Validate();
        using var step = new TrainingStep(network, objective, options);
        using var monitor = new LossMonitor(readsAtOnce: network.Device.type == DeviceType.CPU);
        var (first, lastLoss) = Resume(step.Optimiser, monitor);
        Train();
        var clock = new ProgressClock(Stopwatch.StartNew(), first, _tokens);
        for (var done = first; done < options.Steps;)
        {
            StopIfCancelled(cancellation, done, step.Optimiser, monitor);
            var batch = batches.GetBatch(done, options.BatchSize);
            step.Run(batch, done, monitor);
            _tokens += batch.TargetCount();
            done++;
            AfterStep(done, step.Optimiser, monitor, clock);
        }
        network.Evaluate();
        var loss = double.IsNaN(monitor.Last) ? lastLoss : monitor.Last;
        return new TrainingResult(options.Steps, _tokens, loss, [.. _history], "completed", first);
    }

    private (long Step, double LastLoss) Resume(FlatAdamW optimiser, LossMonitor monitor)
    {
        _history.Clear();
        _tokens = 0;
        _evaluationLoss = null;
        if (CheckpointFolder is null)
        {
            return (0, double.NaN);
        }
        _firstBatch = options.Steps == 0 ? "" : TrainingCheckpoint.HashOf(batches.GetBatch(0, options.BatchSize));
        if (TrainingCheckpoint.Find(CheckpointFolder) is not { } state)
        {
            return (0, double.NaN);
        }
        state.RequireSameRun(options, objective.Settings, _firstBatch, CheckpointFolder);
        TrainingCheckpoint.Load(CheckpointFolder, network, optimiser);
        _history.AddRange(state.History);
        _tokens = state.Tokens;
        _evaluationLoss = _history.LastOrDefault(record => record.EvaluationLoss is not null)?.EvaluationLoss;
        monitor.CheckpointStep = state.Step;
        return (state.Step, state.LastLoss ?? double.NaN);
    }

    private void AfterStep(long done, FlatAdamW optimiser, LossMonitor monitor, ProgressClock clock)
    {
        var isLast = done == options.Steps;
        var evaluates = Evaluation is not null
            && (isLast || (options.EvaluationInterval > 0 && done % options.EvaluationInterval == 0));
        if (evaluates || isLast || done == 1 || done % options.HistoryInterval == 0)
        {
            monitor.Read();
            Record(done, evaluates, monitor.Last);
        }
        if (Observer is not null && ObservedSteps.Contains(done))
        {
            monitor.Read();
            Evaluating(() => Observer(done));
        }
        if (CheckpointFolder is not null
            && (isLast || (options.CheckpointInterval > 0 && done % options.CheckpointInterval == 0)))
        {
            Save(done, optimiser, monitor);
        }
        if (Progress is not null && (isLast || clock.IsDue(ProgressInterval)))
        {
            monitor.Read();
            Progress.Report(clock.Describe(done, options, _tokens, monitor.Last, _evaluationLoss));
        }
    }

    private void Record(long done, bool evaluates, double loss)
    {
        if (evaluates)
        {
            Evaluating(() => _evaluationLoss = Evaluation!());
        }
        _history.Add(new TrainingRecord(
            done, _tokens, loss, options.LearningRateAt(done - 1), evaluates ? _evaluationLoss : null));
    }

    private void Evaluating(Action action)
    {
        network.Evaluate();
        action();
        Train();
    }

    /// <summary>Puts dropout to work where it is wanted.</summary>
    private void Train()
    {
        if (options.Dropout)
        {
            network.Train();
        }
    }

    private void Save(long done, FlatAdamW optimiser, LossMonitor monitor)
    {
        monitor.Read();
        using (torch.NewDisposeScope())
        {
            // A step's loss is that of the weights before it; the weights after it are what is saved.
            monitor.RequireFinite(done, "weights' norm", network.Trained.Values.norm().item<float>());
        }
        var lastLoss = double.IsNaN(monitor.Last) ? (double?)null : monitor.Last;
        TrainingCheckpoint.Save(CheckpointFolder!, network, optimiser, new TrainerState(
            TrainerState.CurrentFormat, 1, done, _tokens, lastLoss, objective.Settings, _firstBatch, TorchRuntime.Threads,
            options, [.. _history]));
        monitor.CheckpointStep = done;
    }

    private void StopIfCancelled(CancellationToken cancellation, long done, FlatAdamW optimiser, LossMonitor monitor)
    {
        if (!cancellation.IsCancellationRequested)
        {
            return;
        }
        network.Evaluate();
        if (CheckpointFolder is null)
        {
            throw new OperationCanceledException($"training cancelled after step {done}; no checkpoint folder was given", cancellation);
        }
        if (done > 0 && monitor.CheckpointStep != done)
        {
            Save(done, optimiser, monitor);
        }
        throw new OperationCanceledException(
            monitor.CheckpointStep is null
                ? $"training cancelled before its first step; {CheckpointFolder} has no checkpoint yet"
                : $"training cancelled after step {done}; its checkpoint is in {CheckpointFolder}",
            cancellation);
    }
}

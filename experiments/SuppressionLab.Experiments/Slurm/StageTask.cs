using SuppressionLab.Experiments.Commands;
using SuppressionLab.Experiments.Execution;
using SuppressionLab.Experiments.Runs;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;

namespace SuppressionLab.Experiments.Slurm;

/// <summary>What one task of an array does: it makes one stage, with the engine that makes stages everywhere.</summary>
/// <param name="folder">The run's folder.</param>
/// <param name="output">Takes a line for each thing that happens.</param>
internal sealed class StageTask(RunFolder folder, TextWriter output)
{
    /// <summary>
    /// How long an input that is not there is waited for where nobody said that it failed: a network's file system can show
    /// what another machine wrote some seconds late.
    /// </summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly TaskFailures _failures = new(folder.Root);

    /// <summary>Makes the stage; one that is stored is left as it is.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="cancellation">Stops it; a checkpoint stays for the next attempt.</param>
    /// <returns>Success, Failure, or Blocked where an input is not stored.</returns>
    public int Run(Stage stage, CancellationToken cancellation)
    {
        if (!folder.Store.Contains(stage) && MissingInput(stage, cancellation) is { } input)
        {
            return Report(ExitCode.Blocked, RecordOf(stage, TaskFailures.Blocked, $"needs {input.Title}, which is not stored", attempts: 0));
        }
        try
        {
            var outcome = new StageRunner(folder.Store, new LineObserver(output), new RunLimits(1)).Run([stage], cancellation);
            if (outcome.Lost.Count > 0)
            {
                return Report(stage, outcome);
            }
        }
        catch (Exception error) when (FailureCauses.Of(error) == FailureCause.Machine)
        {
            TryReport(RecordOf(stage, FailureRecord.NameOf(FailureCause.Machine), FailureCauses.Line(error), attempts: 1));
            throw;
        }
        _failures.Remove(stage.Key);
        return ExitCode.Success;
    }

    private Stage? MissingInput(Stage stage, CancellationToken cancellation)
    {
        var deadline = Environment.TickCount64 + (long)s_patience.TotalMilliseconds;
        while (stage.Inputs.FirstOrDefault(input => !folder.Store.Contains(input)) is { } missing)
        {
            if (_failures.Find(missing.Key) is not null || Environment.TickCount64 > deadline)
            {
                return missing;
            }
            cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(1));
            cancellation.ThrowIfCancellationRequested();
        }
        return null;
    }

    /// <summary>What failed is nearly always the stage; else it is an input of it that turned out damaged and could not be made again.</summary>
    private int Report(Stage stage, RunOutcome outcome)
    {
        foreach (var failure in RunFailures.Of(outcome.Failures, []).Stages)
        {
            Report(ExitCode.Failure, failure);
        }
        return outcome.Failures.Any(failure => failure.Stage.Key == stage.Key)
            ? ExitCode.Failure
            : Report(ExitCode.Blocked, RecordOf(stage, TaskFailures.Blocked, $"needs {outcome.Failures[0].Stage.Title}, which failed", attempts: 0));
    }

    private int Report(int code, FailureRecord failure)
    {
        output.WriteLine($"{(code == ExitCode.Blocked ? "blocked" : "failed")}: {failure.Title}: {failure.Reason}");
        _failures.Write(failure);
        return code;
    }

    private void TryReport(FailureRecord failure)
    {
        try
        {
            Report(ExitCode.Failure, failure);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The disk that is full may be this one; the exit code says the rest.
        }
    }

    private static FailureRecord RecordOf(Stage stage, string cause, string reason, int attempts) =>
        new(stage.Kind, stage.Title, stage.Key, cause, reason, attempts, []);
}

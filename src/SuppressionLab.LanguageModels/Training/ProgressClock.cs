using System.Diagnostics;

namespace SuppressionLab.LanguageModels.Training;

/// <summary>Speed and time left of a run, counted from where this process began.</summary>
internal sealed class ProgressClock(Stopwatch watch, long firstStep, long firstTokens)
{
    private TimeSpan _last;

    /// <summary>Whether the interval has passed since the last description.</summary>
    public bool IsDue(TimeSpan interval) => watch.Elapsed - _last >= interval;

    /// <summary>Where the run is.</summary>
    public TrainingProgress Describe(
        long done, TrainingOptions options, long tokens, double loss, double? evaluationLoss)
    {
        _last = watch.Elapsed;
        var secondsAStep = _last.TotalSeconds / Math.Max(1, done - firstStep);
        return new TrainingProgress(
            done,
            options.Steps,
            tokens,
            loss,
            options.LearningRateAt(done - 1),
            (tokens - firstTokens) / Math.Max(_last.TotalSeconds, 1e-9),
            TimeSpan.FromSeconds(secondsAStep * (options.Steps - done)),
            evaluationLoss);
    }
}

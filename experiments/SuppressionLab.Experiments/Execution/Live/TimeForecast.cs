using SuppressionLab.Experiments.Estimates;
using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Execution.Live;

/// <summary>
/// How long a run will take: by the times of stages known before, corrected by those that are done, and of a running stage by
/// its own reports. What slots do at once is divided by how many there are.
/// </summary>
/// <param name="times">The times known before; it learns from those that are done.</param>
internal sealed class TimeForecast(StageTimes times)
{
    private readonly Dictionary<string, Stage> _left = new(StringComparer.Ordinal);

    /// <summary>A stage is to be made.</summary>
    public void Expect(Stage stage) => _left[stage.Key] = stage;

    /// <summary>A stage is no longer to be made.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="seconds">Wall time of making it; null where it was not made here.</param>
    public void Settle(Stage stage, double? seconds)
    {
        _left.Remove(stage.Key);
        if (seconds is { } taken)
        {
            times.Learn(stage.Kind, stage.Estimate, taken);
        }
    }

    /// <summary>The time that is left.</summary>
    /// <param name="running">The stages that are being made.</param>
    public TimeSpan Left(IReadOnlyCollection<RunningStage> running)
    {
        var begun = running.ToDictionary(stage => stage.Stage.Key);
        var seconds = _left.Values.Sum(stage => begun.TryGetValue(stage.Key, out var now) ? Rest(now) : times.SecondsOf(stage));
        // One long stage cannot be shared.
        var longest = begun.Values.Select(Rest).DefaultIfEmpty(0).Max();
        return TimeSpan.FromSeconds(Math.Max(longest, seconds / Math.Max(1, running.Count)));
    }

    private double Rest(RunningStage stage)
    {
        if (stage.Last is { Training: { } training })
        {
            return training.TimeLeft.TotalSeconds;
        }
        return stage.Last is { Fraction: > 0.05 } last
            ? stage.Elapsed.TotalSeconds * (1 - last.Fraction) / last.Fraction
            : Math.Max(0, times.SecondsOf(stage.Stage) - stage.Elapsed.TotalSeconds);
    }
}

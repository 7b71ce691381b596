using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Execution.Live;

/// <summary>
/// How long a run will take: stages of a kind take as long an operation as those that are done, or as long as their mean
/// where operations are not counted; kinds that none is done of take the mean of all. What slots do at once is divided by how
/// many there are.
/// </summary>
internal sealed class TimeForecast
{
    private readonly Dictionary<string, Stage> _left = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (double Seconds, double Flops, int Count)> _done = new(StringComparer.Ordinal);

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
            var last = _done.GetValueOrDefault(stage.Kind);
            _done[stage.Kind] = (last.Seconds + taken, last.Flops + stage.Estimate.Flops, last.Count + 1);
        }
    }

    /// <summary>The time that is left; null before the first stage is done.</summary>
    /// <param name="running">The stages that are being made.</param>
    public TimeSpan? Left(IReadOnlyCollection<RunningStage> running)
    {
        if (_done.Count == 0)
        {
            return null;
        }
        var begun = running.ToDictionary(stage => stage.Stage.Key);
        var seconds = _left.Values.Sum(stage => begun.TryGetValue(stage.Key, out var now) ? Rest(now) : Expected(stage));
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
            : Math.Max(0, Expected(stage.Stage) - stage.Elapsed.TotalSeconds);
    }

    private double Expected(Stage stage)
    {
        if (!_done.TryGetValue(stage.Kind, out var kind))
        {
            return _done.Values.Sum(one => one.Seconds) / _done.Values.Sum(one => one.Count);
        }
        return kind.Flops > 0 ? kind.Seconds / kind.Flops * stage.Estimate.Flops : kind.Seconds / kind.Count;
    }
}

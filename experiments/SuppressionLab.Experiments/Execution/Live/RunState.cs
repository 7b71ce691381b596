using System.Diagnostics;
using SuppressionLab.Experiments.Estimates;
using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Execution.Live;

/// <summary>How far a run is, as its observer was told. Not for several threads at once.</summary>
/// <param name="times">How long stages took before.</param>
internal sealed class RunState(StageTimes times)
{
    private readonly long _begun = Stopwatch.GetTimestamp();
    private readonly Dictionary<string, StageState> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RunningStage> _running = new(StringComparer.Ordinal);
    private readonly TimeForecast _forecast = new(times);

    /// <summary>The stages of the run; those of a second beginning, after failures, come with the first's.</summary>
    public IReadOnlyCollection<string> Stages => _states.Keys;

    /// <summary>The stages that are being made, the longest running first.</summary>
    public IReadOnlyList<RunningStage> Running => [.. _running.Values.OrderByDescending(stage => stage.Elapsed)];

    /// <summary>Since when the run goes.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_begun);

    /// <summary>How long the rest will take.</summary>
    public TimeSpan TimeLeft => _forecast.Left(_running.Values);

    /// <summary>How many stages are in a state.</summary>
    public int Count(StageState state) => _states.Values.Count(one => one == state);

    /// <summary>The state of a stage.</summary>
    public StageState StateOf(string key) => _states.GetValueOrDefault(key);

    /// <summary>A run begins; where stages failed, once more with what is left.</summary>
    public void Begin(IReadOnlyList<Stage> stages, IReadOnlySet<string> stored)
    {
        foreach (var stage in stages)
        {
            if (_states.TryAdd(stage.Key, stored.Contains(stage.Key) ? StageState.Cached : StageState.Waiting)
                && !stored.Contains(stage.Key))
            {
                _forecast.Expect(stage);
            }
        }
    }

    /// <summary>A stage begins.</summary>
    public void Start(Stage stage)
    {
        _states[stage.Key] = StageState.Running;
        _running[stage.Key] = new RunningStage(stage);
    }

    /// <summary>A stage reports.</summary>
    public void Report(Stage stage, StageProgress progress)
    {
        if (_running.TryGetValue(stage.Key, out var running))
        {
            running.Report(progress);
        }
    }

    /// <summary>A stage ends.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="state">How.</param>
    /// <param name="seconds">Wall time of making it; null where it was not made here.</param>
    public void End(Stage stage, StageState state, double? seconds = null)
    {
        _states[stage.Key] = state;
        _running.Remove(stage.Key);
        if (state == StageState.Waiting)
        {
            return;
        }
        _forecast.Settle(stage, seconds);
    }
}

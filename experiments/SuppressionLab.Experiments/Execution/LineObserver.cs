using System.Diagnostics;
using System.Globalization;
using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Execution;

/// <summary>Plain lines, for logs: one at a stage's start and end, and one every few seconds between.</summary>
internal sealed class LineObserver(TextWriter output) : IRunObserver
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly HashSet<string> _waiting = new(StringComparer.Ordinal);
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);
    private int _stages;
    private int _started;

    public void Begin(IReadOnlyList<Stage> stages, IReadOnlySet<string> stored)
    {
        _stages = stages.Count;
        _started = stored.Count;
        Write($"{_stages} stages, {stored.Count} stored already");
    }

    public void Start(Stage stage)
    {
        if (_begun.Add(stage.Key))
        {
            Write($"[{++_started}/{_stages}] {stage.Title}");
        }
    }

    public IProgress<StageProgress> ProgressOf(Stage stage) => new Throttled(this, stage.Title);

    public void Finish(Stage stage, double? seconds) => Write(seconds is { } own
        ? string.Create(CultureInfo.InvariantCulture, $"        done in {own:0.0} s: {stage.Title}")
        : $"        done by another process: {stage.Title}");

    public void Damaged(Stage stage, string flaw) => Write($"        damaged, made again: {flaw}");

    public void Retry(Stage stage, string reason, int attempt) => Write($"        attempt {attempt} failed, tried again: {stage.Title}: {reason}");

    public void PutOff(Stage stage)
    {
        if (_waiting.Add(stage.Key))
        {
            Write($"        waits for another process or for an input: {stage.Title}");
        }
    }

    public void Fail(StageFailure failure) => Write(
        $"        FAILED after {failure.Attempts} {(failure.Attempts == 1 ? "attempt" : "attempts")}: {failure.Stage.Title}: {failure.Reason}");

    public void Block(Stage stage) => Write($"        not made, as what it needs failed: {stage.Title}");

    private void Write(string line)
    {
        lock (_gate)
        {
            output.WriteLine(line);
        }
    }

    private sealed class Throttled(LineObserver observer, string title) : IProgress<StageProgress>
    {
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private TimeSpan _last;

        public void Report(StageProgress value)
        {
            if (_clock.Elapsed - _last < Interval)
            {
                return;
            }
            _last = _clock.Elapsed;
            observer.Write(string.Create(CultureInfo.InvariantCulture, $"        {value.Fraction,4:P0}  {value.Detail}: {title}"));
        }
    }
}

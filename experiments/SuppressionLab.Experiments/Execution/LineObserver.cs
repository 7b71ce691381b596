using System.Diagnostics;
using System.Globalization;
using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Execution;

/// <summary>Plain lines, for logs: one at a stage's start and end, and one every few seconds between.</summary>
internal sealed class LineObserver(TextWriter output) : IRunObserver
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private int _stages;
    private int _started;

    public void Begin(int stages, int cached)
    {
        _stages = stages;
        _started = cached;
        output.WriteLine($"{stages} stages, {cached} stored already");
    }

    public void Start(Stage stage) => Write($"[{++_started}/{_stages}] {stage.Title}");

    public IProgress<StageProgress> ProgressOf(Stage stage) => new Throttled(this, stage.Title);

    public void Finish(Stage stage, double seconds) =>
        Write(string.Create(CultureInfo.InvariantCulture, $"        done in {seconds:0.0} s: {stage.Title}"));

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

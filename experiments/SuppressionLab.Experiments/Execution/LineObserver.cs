using System.Diagnostics;
using System.Globalization;
using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Execution;

/// <summary>Plain lines, for logs: one at a stage's start and end, and one every few seconds between.</summary>
internal sealed class LineObserver(TextWriter output) : IRunObserver
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private int _stages;
    private int _done;

    public void Begin(int stages, int cached)
    {
        _stages = stages;
        _done = cached;
        output.WriteLine($"{stages} stages, {cached} stored already");
    }

    public void Start(Stage stage) => output.WriteLine($"[{_done + 1}/{_stages}] {stage.Title}");

    public IProgress<StageProgress> ProgressOf(Stage stage) => new Throttled(output);

    public void Finish(Stage stage, double seconds)
    {
        _done++;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"        done in {seconds:0.0} s"));
    }

    private sealed class Throttled(TextWriter output) : IProgress<StageProgress>
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
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"        {value.Fraction,4:P0}  {value.Detail}"));
        }
    }
}

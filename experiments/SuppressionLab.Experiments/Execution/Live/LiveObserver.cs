using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using SuppressionLab.Experiments.Estimates;
using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Execution.Live;

/// <summary>A live view in the terminal, with a line left behind for each stage that ended.</summary>
internal sealed class LiveObserver : IRunObserver
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly RunState _state;
    private readonly IAnsiConsole _console;
    private readonly ExpandedPlan _expanded;
    private readonly Glyphs _glyphs;
    private LiveView? _view;

    /// <summary>Creates the view of a plan's run; it is drawn by <see cref="Show"/>.</summary>
    public LiveObserver(IAnsiConsole console, ExpandedPlan expanded, StageTimes times)
    {
        (_console, _expanded, _state) = (console, expanded, new RunState(times));
        _glyphs = console.Profile.Capabilities.Unicode ? Glyphs.Unicode : Glyphs.Ascii;
    }

    /// <summary>Does the work under the view, which goes when it is done; what was left behind stays.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="expanded">The plan's stages.</param>
    /// <param name="times">How long stages took before.</param>
    /// <param name="work">The work, shown to the observer that it is given.</param>
    public static T Show<T>(IAnsiConsole console, ExpandedPlan expanded, StageTimes times, Func<IRunObserver, T> work)
    {
        var observer = new LiveObserver(console, expanded, times);
        return console.Live(new Redrawn(observer)).AutoClear(true).Overflow(VerticalOverflow.Crop).Start(live =>
        {
            using var timer = new Timer(_ => live.Refresh(), null, TimeSpan.Zero, s_interval);
            try
            {
                return work(observer);
            }
            finally
            {
                // A tick that has begun ends before the view goes.
                using var ended = new ManualResetEvent(false);
                timer.Dispose(ended);
                ended.WaitOne();
            }
        });
    }

    public void Begin(IReadOnlyList<Stage> stages, IReadOnlySet<string> stored)
    {
        lock (_gate)
        {
            _state.Begin(stages, stored);
            // Nothing to see of a run that has nothing to do, and cells of a large plan take a moment.
            _view ??= stored.Count < stages.Count ? new LiveView(_state, RunCell.Of(_expanded), _glyphs) : null;
        }
    }

    public void Start(Stage stage)
    {
        lock (_gate)
        {
            _state.Start(stage);
        }
    }

    public IProgress<StageProgress> ProgressOf(Stage stage) => new Forward(this, stage);

    public void Finish(Stage stage, double? seconds)
    {
        lock (_gate)
        {
            _state.End(stage, StageState.Done, seconds);
        }
        Leave(_glyphs.Done, stage.Title, seconds is { } own
            ? string.Create(CultureInfo.InvariantCulture, $"{own:0.0} s") : "by another process", Color.Green);
    }

    public void Damaged(Stage stage, string flaw) => Leave(_glyphs.Again, "damaged, made again", flaw, Color.Yellow);

    public void Retry(Stage stage, string reason, int attempt) =>
        Leave(_glyphs.Again, stage.Title, $"attempt {attempt} failed, tried again: {reason}", Color.Yellow);

    public void PutOff(Stage stage)
    {
        lock (_gate)
        {
            _state.End(stage, StageState.Waiting);
        }
    }

    public void Fail(StageFailure failure)
    {
        lock (_gate)
        {
            _state.End(failure.Stage, StageState.Failed);
        }
        Leave(_glyphs.Failed, failure.Stage.Title, failure.Reason, Color.Red);
    }

    public void Block(Stage stage)
    {
        lock (_gate)
        {
            _state.End(stage, StageState.Blocked);
        }
    }

    /// <summary>A line above the view, that stays.</summary>
    private void Leave(string glyph, string what, string detail, Color color)
    {
        var line = new Paragraph();
        line.Append($"{glyph} ", new Style(color));
        if (color == Color.Green)
        {
            // One line is enough for what went well.
            what = LiveLine.Shorten(what, _console.Profile.Width - glyph.Length - 1 - _glyphs.Between.Length - detail.Length);
        }
        line.Append(what, color == Color.Red ? new Style(color) : Style.Plain);
        line.Append($"{_glyphs.Between}{detail}", color == Color.Red ? new Style(color) : new Style(Color.Grey));
        _console.Write(new LeftLine(line));
    }

    /// <summary>Lines over what was drawn there: the rest of each is cleared.</summary>
    private sealed class LeftLine(Paragraph text) : Renderable
    {
        private const string ClearToEnd = "\u001b[K";

        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
        {
            foreach (var line in Segment.SplitLines(((IRenderable)text).Render(options, maxWidth), maxWidth))
            {
                foreach (var segment in line)
                {
                    yield return segment;
                }
                if (options.Ansi)
                {
                    yield return Segment.Control(ClearToEnd);
                }
                yield return Segment.LineBreak;
            }
        }
    }

    private sealed class Forward(LiveObserver observer, Stage stage) : IProgress<StageProgress>
    {
        public void Report(StageProgress value)
        {
            lock (observer._gate)
            {
                observer._state.Report(stage, value);
            }
        }
    }

    /// <summary>The view as it is at the moment of drawing.</summary>
    private sealed class Redrawn(LiveObserver observer) : Renderable
    {
        protected override Measurement Measure(RenderOptions options, int maxWidth) => new(maxWidth, maxWidth);

        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
        {
            lock (observer._gate)
            {
                var view = observer._view?.Draw(maxWidth, observer._console.Profile.Height) ?? new Paragraph();
                return [.. view.Render(options, maxWidth)];
            }
        }
    }
}

using System.Globalization;
using Spectre.Console;
using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Execution;

/// <summary>Live bars in the terminal, with one line left behind for each finished stage.</summary>
internal sealed class LiveObserver(ProgressContext progress, ProgressTask whole) : IRunObserver
{
    private readonly Dictionary<Stage, ProgressTask> _current = [];

    /// <summary>Runs <paramref name="work"/> under a live display.</summary>
    public static T Show<T>(IAnsiConsole console, Func<IRunObserver, T> work) => console.Progress()
        .AutoClear(true)
        .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(),
            new PercentageColumn(), new ElapsedTimeColumn())
        .Start(context => work(new LiveObserver(context, context.AddTask("all stages"))));

    public void Begin(int stages, int cached)
    {
        whole.MaxValue = Math.Max(stages, 1);
        whole.Value = cached;
    }

    public void Start(Stage stage) => _current[stage] = progress.AddTask(Markup.Escape(stage.Title), maxValue: 1);

    public IProgress<StageProgress> ProgressOf(Stage stage) => new Update(_current[stage], stage.Title);

    public void Finish(Stage stage, double seconds)
    {
        whole.Increment(1);
        _current.Remove(stage, out var task);
        task!.Value = 1;
        task.Description = Markup.Escape(
            string.Create(CultureInfo.InvariantCulture, $"{stage.Title} · {seconds:0.0} s"));
        task.StopTask();
    }

    private sealed class Update(ProgressTask task, string title) : IProgress<StageProgress>
    {
        public void Report(StageProgress value)
        {
            task.Value = value.Fraction;
            task.Description = Markup.Escape($"{title} · {value.Detail}");
        }
    }
}

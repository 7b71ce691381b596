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

    public void Begin(IReadOnlyList<Stage> stages, int cached)
    {
        whole.MaxValue = Math.Max(stages.Count, 1);
        whole.Value = cached;
    }

    public void Start(Stage stage) => _current[stage] = progress.AddTask(Markup.Escape(stage.Title), maxValue: 1);

    public IProgress<StageProgress> ProgressOf(Stage stage) => new Update(_current[stage], stage.Title);

    public void Finish(Stage stage, double? seconds) => End(stage, seconds is { } own
        ? string.Create(CultureInfo.InvariantCulture, $"{stage.Title} · {own:0.0} s") : $"{stage.Title} · by another process");

    public void Damaged(Stage stage, string flaw) => Note($"damaged, made again: {flaw}");

    public void Retry(Stage stage, string reason, int attempt) => Note($"{stage.Title}: attempt {attempt} failed: {reason}");

    public void PutOff(Stage stage)
    {
        _current.Remove(stage, out var task);
        progress.RemoveTask(task!);
    }

    public void Fail(StageFailure failure) => End(failure.Stage, $"{failure.Stage.Title} · FAILED: {failure.Reason}");

    public void Block(Stage stage) => Note($"{stage.Title}: not made, as what it needs failed");

    private void Note(string text) => progress.AddTask(Markup.Escape(text), autoStart: false, maxValue: 1).StopTask();

    private void End(Stage stage, string text)
    {
        whole.Increment(1);
        _current.Remove(stage, out var task);
        task!.Value = 1;
        task.Description = Markup.Escape(text);
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

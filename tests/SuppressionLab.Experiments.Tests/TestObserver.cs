using System.Collections.Concurrent;
using SuppressionLab.Experiments.Execution;
using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Tests;

/// <summary>Keeps what a runner says, a line an event.</summary>
internal sealed class TestObserver : IRunObserver
{
    private readonly ConcurrentQueue<string> _lines = [];

    public IReadOnlyList<string> Lines => [.. _lines];

    public void Begin(IReadOnlyList<Stage> stages, IReadOnlySet<string> stored) => _lines.Enqueue($"begin {stages.Count} {stored.Count}");

    public void Start(Stage stage) => _lines.Enqueue($"start {stage.Title}");

    public IProgress<StageProgress> ProgressOf(Stage stage) => new Progress<StageProgress>();

    public void Finish(Stage stage, double? seconds) => _lines.Enqueue(seconds is null ? $"there {stage.Title}" : $"made {stage.Title}");

    public void Damaged(Stage stage, string flaw) => _lines.Enqueue($"damaged {stage.Title}: {flaw}");

    public void Retry(Stage stage, string reason, int attempt) => _lines.Enqueue($"retry {stage.Title} {attempt}: {reason}");

    public void PutOff(Stage stage) => _lines.Enqueue($"put off {stage.Title}");

    public void Fail(StageFailure failure) => _lines.Enqueue($"failed {failure.Stage.Title}");

    public void Block(Stage stage) => _lines.Enqueue($"blocked {stage.Title}");
}

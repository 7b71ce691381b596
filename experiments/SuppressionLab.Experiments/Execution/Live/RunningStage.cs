using System.Diagnostics;
using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Execution.Live;

/// <summary>A stage that is being made, with its last report.</summary>
internal sealed class RunningStage(Stage stage)
{
    private const int MostLosses = 512;

    private readonly long _begun = Stopwatch.GetTimestamp();
    private readonly List<double> _losses = [];
    private long _lastStep = -1;

    /// <summary>The stage.</summary>
    public Stage Stage => stage;

    /// <summary>Its last report; null before the first.</summary>
    public StageProgress? Last { get; private set; }

    /// <summary>Since when it runs.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_begun);

    /// <summary>The losses so far, one a report; thinned out when there are many.</summary>
    public IReadOnlyList<double> Losses => _losses;

    /// <summary>Takes a report.</summary>
    public void Report(StageProgress progress)
    {
        Last = progress;
        if (progress.Training is not { } training || training.Step == _lastStep)
        {
            return;
        }
        if (training.Step < _lastStep)
        {
            // The next of several trainings of one stage, as in a search for a learning rate.
            _losses.Clear();
        }
        _lastStep = training.Step;
        _losses.Add(training.Loss);
        if (_losses.Count > MostLosses)
        {
            var half = _losses.Chunk(2).Select(pair => pair.Average()).ToList();
            _losses.Clear();
            _losses.AddRange(half);
        }
    }
}

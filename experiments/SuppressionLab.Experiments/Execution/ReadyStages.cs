using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Execution;

/// <summary>Hands out stages whose inputs are there, the earliest of the order first.</summary>
internal sealed class ReadyStages
{
    // Not a Lock: slots wait on it for one another.
    private readonly object _gate = new();
    private readonly List<Stage> _waiting;
    private readonly HashSet<string> _unfinished;

    /// <summary>Begins with all stages waiting.</summary>
    /// <param name="missing">The stages to be made, inputs before what reads them.</param>
    public ReadyStages(IReadOnlyList<Stage> missing)
    {
        _waiting = [.. missing];
        _unfinished = [.. missing.Select(stage => stage.Key)];
    }

    /// <summary>Waits for a stage that can be made; null when none is left.</summary>
    public Stage? Take(CancellationToken cancellation)
    {
        using var wake = cancellation.Register(() => { lock (_gate) { Monitor.PulseAll(_gate); } });
        lock (_gate)
        {
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                if (_waiting.Count == 0)
                {
                    return null;
                }
                var ready = _waiting.FindIndex(stage => !stage.Inputs.Any(input => _unfinished.Contains(input.Key)));
                if (ready >= 0)
                {
                    var stage = _waiting[ready];
                    _waiting.RemoveAt(ready);
                    return stage;
                }
                Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>Says that a stage's artefact is stored.</summary>
    public void Done(Stage stage)
    {
        lock (_gate)
        {
            _unfinished.Remove(stage.Key);
            Monitor.PulseAll(_gate);
        }
    }
}

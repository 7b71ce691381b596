using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;

namespace SuppressionLab.Experiments.Execution;

/// <summary>
/// Watches stages that other processes are making. Each writes to its claim every few seconds; one that has not for a minute,
/// by this machine's clock alone, is stopped, or lost with its machine on a file system that kept its lock: the stage is then
/// made here, apart from it, and the first to finish wins.
/// </summary>
internal sealed class ForeignClaims(ArtefactStore store, TimeProvider clock)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (DateTime? Beat, long Since)> _seen = new(StringComparer.Ordinal);

    /// <summary>Takes note that another process has the stage.</summary>
    public void Note(Stage stage)
    {
        var beat = store.LastBeat(stage);
        lock (_gate)
        {
            if (!_seen.TryGetValue(stage.Key, out var last) || last.Beat != beat)
            {
                _seen[stage.Key] = (beat, clock.GetTimestamp());
            }
        }
    }

    /// <summary>Whether the process that has the stage shows no sign of life.</summary>
    public bool IsSilent(Stage stage)
    {
        lock (_gate)
        {
            return _seen.TryGetValue(stage.Key, out var last)
                && clock.GetElapsedTime(last.Since) > s_patience && store.LastBeat(stage) == last.Beat;
        }
    }
}

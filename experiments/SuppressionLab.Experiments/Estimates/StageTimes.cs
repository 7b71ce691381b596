using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Estimates;

/// <summary>
/// How long stages will take: <see cref="DefaultTimes"/>, corrected for each kind by what stages of it took. Kinds that nothing
/// was learnt of are corrected as all others together.
/// </summary>
internal sealed class StageTimes
{
    // Enough for a mean, and few enough to be read at once.
    private const int MostManifests = 100;

    private readonly Dictionary<string, (double Taken, double Expected, int Count)> _kinds = new(StringComparer.Ordinal);

    /// <summary>How many stages it was learnt from.</summary>
    public int Count => _kinds.Values.Sum(kind => kind.Count);

    /// <summary>Learns from the manifests of a store; one that is not there teaches nothing.</summary>
    /// <param name="store">The store.</param>
    /// <param name="kinds">The kinds that will be asked for.</param>
    public static StageTimes Of(ArtefactStore store, IEnumerable<string> kinds)
    {
        var times = new StageTimes();
        foreach (var kind in kinds.Distinct())
        {
            foreach (var made in Manifests(Path.Combine(store.Root, ArtefactStore.ArtefactsFolder, kind)).Take(MostManifests))
            {
                times.Learn(kind, made.Estimate, made.Cost.WallSeconds);
            }
        }
        return times;
    }

    /// <summary>Learns from a stage that was made.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="estimate">What it was expected to cost.</param>
    /// <param name="seconds">What it took.</param>
    public void Learn(string kind, StageEstimate estimate, double seconds)
    {
        var known = _kinds.GetValueOrDefault(kind);
        _kinds[kind] = (known.Taken + seconds, known.Expected + DefaultTimes.Of(kind, estimate), known.Count + 1);
    }

    /// <summary>Whether a kind's time is learnt from stages of that kind.</summary>
    public bool Knows(string kind) => _kinds.ContainsKey(kind);

    /// <summary>Seconds of a stage.</summary>
    public double SecondsOf(Stage stage)
    {
        var expected = DefaultTimes.Of(stage.Kind, stage.Estimate);
        if (_kinds.TryGetValue(stage.Kind, out var own))
        {
            return expected * own.Taken / own.Expected;
        }
        return Count > 0 ? expected * _kinds.Values.Sum(kind => kind.Taken) / _kinds.Values.Sum(kind => kind.Expected) : expected;
    }

    /// <summary>Those of a kind, in the order of their names; what cannot be read is left to the run to find.</summary>
    private static IEnumerable<Manifest> Manifests(string folder)
    {
        if (!Directory.Exists(folder))
        {
            yield break;
        }
        foreach (var artefact in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            Manifest? manifest = null;
            try
            {
                manifest = Manifest.Read(artefact);
            }
            catch (Exception error) when (error is InputException or IOException or UnauthorizedAccessException)
            {
                continue;
            }
            yield return manifest;
        }
    }
}

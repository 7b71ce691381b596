using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Estimates;

/// <summary>How long the stages of a graph take on some slots, each slot taking the first stage that is ready.</summary>
internal static class SlotSchedule
{
    /// <summary>Wall time in seconds.</summary>
    /// <param name="stages">The graph, inputs before what reads them; stored stages take no time.</param>
    /// <param name="slots">Stages made at once, at least 1; a stage that runs alone takes them all.</param>
    public static double Seconds(IReadOnlyList<PlannedStage> stages, int slots)
    {
        var done = new Dictionary<string, double>(StringComparer.Ordinal);
        var free = new double[slots];
        var waiting = new PriorityQueue<PlannedStage, (double Ready, int Place)>();
        var readers = stages.SelectMany(planned => planned.Stage.Inputs.Select(input => input.Key).Distinct().Select(input => (input, planned)))
            .ToLookup(pair => pair.input, pair => pair.planned);
        var missing = stages.ToDictionary(planned => planned.Stage.Key, planned => planned.Stage.Inputs.Select(input => input.Key).Distinct().Count());
        var places = stages.Select((planned, place) => (planned.Stage.Key, place)).ToDictionary(pair => pair.Key, pair => pair.place);
        foreach (var planned in stages.Where(planned => missing[planned.Stage.Key] == 0))
        {
            waiting.Enqueue(planned, (0, places[planned.Stage.Key]));
        }
        while (waiting.TryDequeue(out var planned, out var turn))
        {
            var end = planned.Stored ? turn.Ready : Occupy(free, planned.Stage.Needs.Alone, turn.Ready, planned.Seconds);
            done[planned.Stage.Key] = end;
            foreach (var reader in readers[planned.Stage.Key].Where(reader => --missing[reader.Stage.Key] == 0))
            {
                waiting.Enqueue(reader, (reader.Stage.Inputs.Max(input => done[input.Key]), places[reader.Stage.Key]));
            }
        }
        return done.Values.DefaultIfEmpty(0).Max();
    }

    private static double Occupy(double[] free, bool alone, double ready, double seconds)
    {
        var end = Math.Max(ready, alone ? free.Max() : free.Min()) + seconds;
        if (alone)
        {
            Array.Fill(free, end);
        }
        else
        {
            free[Array.IndexOf(free, free.Min())] = end;
        }
        return end;
    }
}

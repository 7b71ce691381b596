using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Slurm;

/// <summary>
/// Cuts a stage graph into job arrays. A stage's depth is the longest way to it over stages that are still to be made, so
/// that stages of one depth never read each other.
/// </summary>
/// <remarks>
/// Without a bound, an array holds the stages of one depth and kind and waits for exactly the arrays that hold inputs of
/// its stages. With a bound on the tasks of the whole submission, for which Slurm has nothing but the bound of one array
/// (<c>%N</c>), an array holds all stages of one depth and waits for the one before: only one array runs at a time,
/// and its bound is everyone's.
/// </remarks>
internal static class StageArrays
{
    /// <summary>The arrays of the stages that are to be made.</summary>
    /// <param name="order">All stages of the graph, inputs before what reads them.</param>
    /// <param name="isStored">Whether a stage's artefact is there; such a stage is in no array and nobody waits for it.</param>
    /// <param name="mostTasks">The most tasks of one array, at least 1.</param>
    /// <param name="oneAtATime">Whether the arrays follow one another.</param>
    public static IReadOnlyList<StageArray> Of(
        IReadOnlyList<Stage> order, Func<Stage, bool> isStored, int mostTasks, bool oneAtATime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostTasks, 1);
        var depths = Depths(order, isStored);
        var groups = order.Where(stage => depths.ContainsKey(stage.Key))
            .GroupBy(stage => (Depth: depths[stage.Key], Kind: oneAtATime ? "" : stage.Kind))
            .OrderBy(group => group.Key.Depth)
            .SelectMany(group => group.Chunk(mostTasks));
        var arrays = new List<StageArray>();
        var holders = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var stages in groups)
        {
            var index = arrays.Count;
            IReadOnlyList<int> after = oneAtATime
                ? index > 0 ? [index - 1] : []
                : [.. stages.SelectMany(stage => stage.Inputs).Where(input => holders.ContainsKey(input.Key))
                    .Select(input => holders[input.Key]).Distinct().Order()];
            arrays.Add(new StageArray(index, NameOf(stages, depths[stages[0].Key]), stages, after));
            foreach (var stage in stages)
            {
                holders[stage.Key] = index;
            }
        }
        return arrays;
    }

    private static string NameOf(IReadOnlyList<Stage> stages, int depth) =>
        stages.All(stage => stage.Kind == stages[0].Kind) ? stages[0].Kind : $"depth-{depth}";

    private static Dictionary<string, int> Depths(IReadOnlyList<Stage> order, Func<Stage, bool> isStored)
    {
        var depths = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var stage in order.Where(stage => !isStored(stage)))
        {
            depths[stage.Key] = stage.Inputs.Select(input => depths.TryGetValue(input.Key, out var depth) ? depth + 1 : 0)
                .DefaultIfEmpty(0).Max();
        }
        return depths;
    }
}

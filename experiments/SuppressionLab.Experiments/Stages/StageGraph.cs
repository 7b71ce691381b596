namespace SuppressionLab.Experiments.Stages;

/// <summary>The order in which stages can run.</summary>
internal static class StageGraph
{
    /// <summary>The targets and all they need, inputs before what reads them; stages of one key come once.</summary>
    public static IReadOnlyList<Stage> InOrder(IEnumerable<Stage> targets)
    {
        var order = new List<Stage>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var target in targets)
        {
            Visit(target, seen, order);
        }
        return order;
    }

    private static void Visit(Stage stage, HashSet<string> seen, List<Stage> order)
    {
        if (!seen.Add(stage.Key))
        {
            return;
        }
        foreach (var input in stage.Inputs)
        {
            Visit(input, seen, order);
        }
        order.Add(stage);
    }
}

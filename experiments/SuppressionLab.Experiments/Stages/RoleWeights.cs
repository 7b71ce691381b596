namespace SuppressionLab.Experiments.Stages;

/// <summary>Weights of a role's components.</summary>
internal static class RoleWeights
{
    /// <summary>
    /// The components of a role in proportion to their weights, the others never. If all have weight 0 they count alike: such
    /// a component was never seen in pretraining, but can be trained on all the same.
    /// </summary>
    public static double[] Restrict(IReadOnlyList<double> weights, IReadOnlyList<int> components)
    {
        var chosen = weights.Select((weight, component) => components.Contains(component) ? weight : 0).ToArray();
        var total = chosen.Sum();
        return total > 0
            ? [.. chosen.Select(weight => weight / total)]
            : [.. weights.Select((_, component) => components.Contains(component) ? 1.0 / components.Count : 0)];
    }
}

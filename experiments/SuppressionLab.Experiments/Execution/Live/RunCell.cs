using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Execution.Live;

/// <summary>A part of a plan as a person counts it: one network, method and seed.</summary>
/// <param name="Model">The network's name.</param>
/// <param name="Method">The method's label.</param>
/// <param name="Seed">The root seed.</param>
/// <param name="Stages">The keys of all its stages, those included that it shares with other cells.</param>
internal sealed record RunCell(string Model, string Method, long Seed, IReadOnlyList<string> Stages)
{
    /// <summary>What a person reads.</summary>
    public override string ToString() => $"{Model}, {Method}, seed {Seed}";

    /// <summary>The cells of a plan, in its order; what is measured across several belongs to none.</summary>
    public static IReadOnlyList<RunCell> Of(ExpandedPlan expanded) => [.. expanded.Cells.SelectMany(Of)];

    private static IEnumerable<RunCell> Of(ExpandedCell cell)
    {
        var owners = new Dictionary<string, HashSet<(string Model, long Seed)>>(StringComparer.Ordinal);
        foreach (var curve in cell.Curves)
        {
            // A search for a learning rate may reach into another seed, but the training that takes it is this model's.
            owners[curve.Model.Stage.Key] = [(curve.Model.Model, curve.Model.Seed)];
        }
        return cell.Measurements.Select(stage => (Stage: stage, Owners: OwnersOf(stage, owners)))
            .Where(pair => pair.Owners.Count == 1)
            .GroupBy(pair => pair.Owners.Single(), pair => pair.Stage)
            .Select(group => new RunCell(
                group.Key.Model, cell.Plan.Suppression.Single.Title, group.Key.Seed, [.. StageGraph.InOrder(group).Select(stage => stage.Key)]));
    }

    private static HashSet<(string Model, long Seed)> OwnersOf(Stage stage, Dictionary<string, HashSet<(string Model, long Seed)>> known)
    {
        if (!known.TryGetValue(stage.Key, out var owners))
        {
            known[stage.Key] = owners = [.. stage.Inputs.SelectMany(input => OwnersOf(input, known))];
        }
        return owners;
    }
}

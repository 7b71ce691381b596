using SuppressionLab.Experiments.Plans;

namespace SuppressionLab.Experiments.Stages;

/// <summary>What is left of a plan when some stages could not be made: a smaller plan, all of whose stages there are.</summary>
/// <param name="Expanded">The smaller plan; null if nothing is left.</param>
/// <param name="Lost">The networks, methods and seeds that it lacks.</param>
internal sealed record PartialPlan(ExpandedPlan? Expanded, IReadOnlyList<LostCell> Lost)
{
    /// <summary>Takes out what the lost stages touch, network by network and seed by seed.</summary>
    /// <param name="whole">The plan.</param>
    /// <param name="lost">The keys of the stages that are not there.</param>
    public static PartialPlan Of(ExpandedPlan whole, IReadOnlySet<string> lost)
    {
        var cells = new List<ExpandedCell>();
        var gone = new List<LostCell>();
        foreach (var cell in whole.Cells)
        {
            if (StageGraph.InOrder(cell.Measurements).All(stage => !lost.Contains(stage.Key)))
            {
                cells.Add(cell);
            }
            else if (Rest(cell, lost, gone) is { } rest)
            {
                cells.Add(WithoutDoses(CellExpander.Expand(rest), lost));
            }
        }
        return new PartialPlan(cells.Count > 0 ? new ExpandedPlan(whole.Plan, cells) : null, gone);
    }

    /// <summary>
    /// The cell's plan with the networks that have a seed left, and the seeds that all of those have; if there is none, with
    /// the network that has most.
    /// </summary>
    private static ExperimentPlan? Rest(ExpandedCell cell, IReadOnlySet<string> lost, List<LostCell> gone)
    {
        // Subsets search their rates with the seed that the whole did.
        var plan = cell.Plan with { Suppression = cell.Plan.Suppression with { LearningRateSearch = Pinned(cell.Plan) } };
        var left = new List<(NetworkPlan Network, List<long> Seeds)>();
        foreach (var network in plan.Networks)
        {
            var seeds = new List<long>();
            foreach (var seed in plan.Seeds)
            {
                var part = WithoutDoses(CellExpander.Expand(plan with { Networks = [network], Seeds = [seed] }), null);
                var stages = StageGraph.InOrder(part.Measurements).Select(stage => stage.Key).ToHashSet(StringComparer.Ordinal);
                if (stages.Overlaps(lost))
                {
                    gone.Add(new LostCell(network.Name, plan.Suppression.Single.Title, seed, stages));
                }
                else
                {
                    seeds.Add(seed);
                }
            }
            if (seeds.Count > 0)
            {
                left.Add((network, seeds));
            }
        }
        if (left.Count == 0)
        {
            return null;
        }
        var shared = plan.Seeds.Where(seed => left.All(item => item.Seeds.Contains(seed))).ToArray();
        if (shared.Length > 0)
        {
            return plan with { Networks = [.. left.Select(item => item.Network)], Seeds = shared };
        }
        var best = left.MaxBy(item => item.Seeds.Count);
        return plan with { Networks = [best.Network], Seeds = [.. best.Seeds] };
    }

    private static LearningRateSearchPlan? Pinned(ExperimentPlan plan) =>
        plan.Suppression.LearningRateSearch is { } search ? search with { Seed = search.Seed ?? plan.Seeds[0] } : null;

    /// <summary>Predictions across amounts and depths join what may have been lost: those that were made stay.</summary>
    private static ExpandedCell WithoutDoses(ExpandedCell cell, IReadOnlySet<string>? lost) =>
        cell with { Doses = lost is null ? [] : [.. cell.Doses.Where(stage => !lost.Contains(stage.Key))] };
}

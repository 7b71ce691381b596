using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Comparisons;

/// <summary>One seed of a run as if it were a run of that seed alone, so that two runs can be compared seed by seed.</summary>
internal static class SeedResults
{
    /// <summary>What a run measured with one root seed; the errors are those within it.</summary>
    public static RunResults Of(RunResults results, long seed)
    {
        var cells = results.Cells.Where(cell => cell.Plan.Seeds.Contains(seed)).Select(cell => Of(cell, seed)).ToList();
        return new RunResults(
            results.Store, new ExpandedPlan(Of(results.Plan, seed), [.. cells.Select(cell => cell.Expanded)]), cells,
            results.Manifests, results.Failures);
    }

    private static CellResults Of(CellResults cell, long seed) => cell with
    {
        Expanded = cell.Expanded with { Plan = Of(cell.Plan, seed) },
        Points = [.. cell.Points.Where(point => point.Seed == seed)],
        Fits = [.. cell.Fits.Where(fit => fit.Seed == seed)],
        Regrets = [.. cell.Regrets.Where(regret => regret.Seed == seed)],
        Verdicts = [.. cell.Verdicts.Where(verdict => verdict.Seed == seed)],
        ReEmergences = [.. cell.ReEmergences.Where(record => record.Seed == seed)],
        Attacks = [.. cell.Attacks.Where(point => point.Seed == seed)],
    };

    private static ExperimentPlan Of(ExperimentPlan plan, long seed) => plan with { Seeds = [seed] };
}

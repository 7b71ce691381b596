using System.Globalization;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Suppression;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Results;

/// <summary>What suppression changed, for the groups of any curve table.</summary>
internal static class JointVerdicts
{
    /// <summary>
    /// One record for each network, seed and example length with two or more conditions (methods, amounts, steps); the
    /// condition of the least amount and step is the one before.
    /// </summary>
    /// <param name="groups">The groups of a table.</param>
    /// <param name="prompts">The whole prompts behind them; null for the noise of the bare table.</param>
    /// <param name="settings">Prefix and shot origin.</param>
    /// <param name="plan">The law, levels and replicates.</param>
    /// <param name="cancellation">Asks to stop between analyses.</param>
    /// <exception cref="InputException">No network has two conditions, or they cannot be compared.</exception>
    public static IReadOnlyList<VerdictRecord> Of(
        IReadOnlyList<CurveGroup> groups, PromptGroups? prompts, FitSettings settings, VerdictPlan plan, CancellationToken cancellation)
    {
        var records = new List<VerdictRecord>();
        foreach (var series in groups.GroupBy(group => (group.Model, group.Seed, group.K)).Where(series => series.Count() > 1))
        {
            cancellation.ThrowIfCancellationRequested();
            var ordered = series.OrderBy(group => group.Amount).ThenBy(group => group.Step).ToList();
            var conditions = ordered.Select(group => ToCondition(group, prompts, settings)).ToList();
            records.Add(VerdictRecord.Of(
                series.Key.Model, series.Key.Seed, series.Key.K, ordered.Select(group => (group.Method, group.Amount)).ToList(),
                SuppressionAnalysis.Run(plan.Family(), conditions, plan.ToOptions())));
        }
        return records.Count > 0
            ? records
            : throw new InputException("--joint: the table has one condition of each network; two or more amounts are needed");
    }

    private static SuppressionCondition ToCondition(CurveGroup group, PromptGroups? prompts, FitSettings settings)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{group.Method} {group.Amount} {group.AmountUnit}, step {group.Step}");
        return prompts is null
            ? new SuppressionCondition(name, group.Amount, group.ToCurveSet(settings.Prefix, settings.ShotOrigin))
            : SuppressionCondition.Of(
                name, group.Amount, prompts.For(group).Prefix(settings.Prefix).WithOrigin(settings.ShotOrigin));
    }
}

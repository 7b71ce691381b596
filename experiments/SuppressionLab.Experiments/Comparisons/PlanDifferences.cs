using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Sections;

namespace SuppressionLab.Experiments.Comparisons;

/// <summary>The fields in which two plans differ.</summary>
internal static class PlanDifferences
{
    /// <summary>What stands for a field that a plan does not have.</summary>
    public const string Absent = "–";

    /// <summary>Field, value in the first, value in the second; in the first plan's order.</summary>
    public static IReadOnlyList<(string Field, string First, string Second)> Of(ExperimentPlan first, ExperimentPlan second)
    {
        var (one, other) = (Fields(first), Fields(second));
        return
        [
            .. one.Keys.Concat(other.Keys.Except(one.Keys))
                .Select(field => (field, one.GetValueOrDefault(field, Absent), other.GetValueOrDefault(field, Absent)))
                .Where(row => row.Item2 != row.Item3),
        ];
    }

    private static Dictionary<string, string> Fields(ExperimentPlan plan) => SettingList.Of(plan)
        .GroupBy(setting => setting.Group is "plan" or "" ? setting.Name : $"{setting.Group}.{setting.Name}")
        .ToDictionary(group => group.Key, group => string.Join("; ", group.Select(setting => setting.Value)));
}

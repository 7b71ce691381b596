using SuppressionLab.Experiments.Methods;
using SuppressionLab.Experiments.Plans;

namespace SuppressionLab.Experiments.Results;

/// <summary>What tables call the rows of a comparison.</summary>
internal static class MethodNames
{
    /// <summary>The method, with the amount where there are several.</summary>
    public static string Row(RunResults results, MethodOutcome outcome) =>
        results.Plan.Suppression.Amounts.Count(amount => amount > 0) > 1 && outcome.Method.Method.Data != MethodData.None
            ? $"{outcome.Method.Title} · {results.Plan.Suppression.AmountUnit.Format(outcome.Amount)}"
            : outcome.Method.Title;
}

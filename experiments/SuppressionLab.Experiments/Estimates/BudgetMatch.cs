using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Estimates;

/// <summary>What each method's amounts come to, side by side: how well they match in what they are counted in, and in the rest.</summary>
internal static class BudgetMatch
{
    /// <summary>One row a method, network and amount: documents, tokens, operations, and the deviation from what was asked.</summary>
    public static IEnumerable<(string Method, string Network, long Amount, long Steps, long Documents, double Tokens, double Flops, double Deviation)> Of(
        ExpandedPlan expanded) =>
        from cell in expanded.Cells
        where cell.Plan.Suppression.Single.Method.Data != Methods.MethodData.None
        from network in cell.Plan.Networks
        let symbols = new MixtureStage(cell.Plan.Mixture, cell.Plan.Seeds[0]).Shape().Symbols
        let budget = new MethodBudget(cell.Plan.Suppression, cell.Plan.Suppression.Single, network.Configure(symbols + 2))
        from amount in cell.Plan.Suppression.Amounts
        where amount > 0
        select (cell.Plan.Suppression.Single.Title, network.Name, amount, budget.Steps(amount), budget.Documents(amount),
            budget.Tokens(amount), budget.Flops(amount), budget.Deviation(amount));
}

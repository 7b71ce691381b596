using System.Globalization;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;

namespace SuppressionLab.Experiments.Execution;

/// <summary>Prints what a run would do: every stage with its parameters, tokens, operations, and whether it is stored.</summary>
internal static class DryRun
{
    /// <summary>Prints the table; nothing is made.</summary>
    /// <param name="expanded">The plan.</param>
    /// <param name="store">The store.</param>
    /// <param name="output">Where to print.</param>
    public static void Print(ExpandedPlan expanded, ArtefactStore store, TextWriter output)
    {
        var order = expanded.Stages;
        var rows = order.Select(stage => Row(stage, store.Contains(stage))).ToList();
        rows.Insert(0, ["stage", "what", "parameters", "tokens", "FLOPs", "stored"]);
        Print(rows, left: [0, 1, 5], output);
        var flops = order.Sum(stage => stage.Estimate.Flops);
        output.WriteLine($"{order.Count} stages, {order.Select(stage => stage.Kind).Distinct().Count()} kinds, "
            + $"{Number(order.Sum(stage => stage.Estimate.Tokens))} tokens, {Number(flops)} floating-point operations");
        PrintMatch(expanded, output);
    }

    /// <summary>Only where there is something to match: several methods or networks, or amounts of tokens or operations.</summary>
    private static void PrintMatch(ExpandedPlan expanded, TextWriter output)
    {
        var suppression = expanded.Plan.Suppression;
        if (suppression.AllMethods.Count == 1 && suppression.AmountUnit == AmountUnit.Documents)
        {
            return;
        }
        output.WriteLine();
        output.WriteLine($"what an amount in {suppression.AmountUnit.Name()} comes to, for each method and network");
        var rows = BudgetMatch.Of(expanded).Select(row => new[]
        {
            row.Method, row.Network, suppression.AmountUnit.Format(row.Amount), Grouped(row.Steps), Grouped(row.Documents),
            Number(row.Tokens), Number(row.Flops), row.Deviation.ToString("+0.0%;-0.0%;0.0%", CultureInfo.InvariantCulture),
        }).ToList();
        rows.Insert(0, ["method", "network", "amount", "steps", "documents", "tokens", "FLOPs", "off by"]);
        Print(rows, left: [0, 1], output);
    }

    private static void Print(List<string[]> rows, int[] left, TextWriter output)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, column) =>
                left.Contains(column) ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
        }
    }

    private static string[] Row(Stage stage, bool stored) =>
    [
        stage.Kind, stage.Title, stage.Estimate.Parameters > 0 ? Grouped(stage.Estimate.Parameters) : "",
        stage.Estimate.Tokens > 0 ? Number(stage.Estimate.Tokens) : "",
        stage.Estimate.Flops > 0 ? Number(stage.Estimate.Flops) : "", stored ? "yes" : "no",
    ];

    private static string Grouped(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double value) => value < 1e6
        ? value.ToString("N0", CultureInfo.InvariantCulture)
        : value.ToString("0.00e+0", CultureInfo.InvariantCulture);
}

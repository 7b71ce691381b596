using System.Globalization;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;

namespace SuppressionLab.Experiments.Execution;

/// <summary>Prints what a run would do: every stage with its parameters, tokens, operations, and whether it is stored.</summary>
internal static class DryRun
{
    /// <summary>Prints the table; nothing is made.</summary>
    /// <param name="expanded">The plan.</param>
    /// <param name="store">The store, or null where the run's folder does not exist yet.</param>
    /// <param name="output">Where to print.</param>
    public static void Print(ExpandedPlan expanded, RunStore? store, TextWriter output)
    {
        var order = StageGraph.InOrder([expanded.Report]);
        var rows = order.Select(stage => Row(stage, store?.Contains(stage) ?? false)).ToList();
        rows.Insert(0, ["stage", "what", "parameters", "tokens", "FLOPs", "stored"]);
        var widths = Enumerable.Range(0, 6).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, column) =>
                column is >= 2 and <= 4 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
        }
        var flops = order.Sum(stage => stage.Estimate.Flops);
        output.WriteLine($"{order.Count} stages, {order.Select(stage => stage.Kind).Distinct().Count()} kinds, "
            + $"{Number(order.Sum(stage => stage.Estimate.Tokens))} tokens, {Number(flops)} floating-point operations");
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

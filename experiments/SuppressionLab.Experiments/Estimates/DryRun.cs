using System.Globalization;
using SuppressionLab.Experiments.Execution;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;

namespace SuppressionLab.Experiments.Estimates;

/// <summary>
/// Prints what a run would do: the graph of its stages, what is stored, and what the rest costs in tokens, operations, time and
/// disk. Every stage has a line in small plans, every kind and cell in large ones.
/// </summary>
internal static class DryRun
{
    /// <summary>The most stages that are listed one by one unless all are asked for.</summary>
    public const int MostListed = 60;

    // A manifest beside every artefact.
    private const double ManifestBytes = 2_000;

    private static readonly string[] Costs = ["tokens", "FLOPs", "time", "disk"];

    /// <summary>The stages with what they will cost; nothing is made.</summary>
    /// <param name="expanded">The plan.</param>
    /// <param name="store">The store.</param>
    /// <param name="times">How long stages take.</param>
    public static IReadOnlyList<PlannedStage> Plan(ExpandedPlan expanded, ArtefactStore store, StageTimes times) =>
        [.. expanded.Stages.Select(stage => new PlannedStage(stage, store.Contains(stage), times.SecondsOf(stage), stage.Estimate.Bytes + ManifestBytes))];

    /// <summary>Prints the tables; nothing is made.</summary>
    /// <param name="expanded">The plan.</param>
    /// <param name="store">The store.</param>
    /// <param name="limits">What the run may use.</param>
    /// <param name="verbose">Whether a large plan's stages are listed one by one too.</param>
    /// <param name="graph">The file that takes the graph; null for none.</param>
    /// <param name="output">Where to print.</param>
    public static void Print(ExpandedPlan expanded, ArtefactStore store, RunLimits limits, bool verbose, string? graph, TextWriter output)
    {
        if (graph is not null)
        {
            GraphFile.Check(graph);
        }
        var times = StageTimes.Of(store, expanded.Stages.Select(stage => stage.Kind));
        var stages = Plan(expanded, store, times);
        if (verbose || stages.Count <= MostListed)
        {
            PrintStages(stages, output);
        }
        else
        {
            PrintCells(expanded, stages, output);
        }
        output.WriteLine();
        PrintKinds(stages, output);
        output.WriteLine();
        PrintTotals(stages, limits.Slots, times, store, output);
        PrintMatch(expanded, output);
        if (graph is not null)
        {
            GraphFile.Write(graph, stages);
            output.WriteLine($"graph: {graph}");
        }
    }

    private static void PrintStages(IReadOnlyList<PlannedStage> stages, TextWriter output)
    {
        List<string[]> rows = [["stage", "what", "parameters", .. Costs, "stored"]];
        rows.AddRange(stages.Select(planned => (string[])
        [
            planned.Stage.Kind, planned.Stage.Title, planned.Stage.Estimate.Parameters > 0 ? Grouped(planned.Stage.Estimate.Parameters) : "", .. CostOf([planned]), planned.Stored ? "yes" : "no",
        ]));
        Print(rows, left: [0, 1, 7], output);
    }

    /// <summary>The graph by kind: how many of each, and whose artefacts they read.</summary>
    private static void PrintKinds(IReadOnlyList<PlannedStage> stages, TextWriter output)
    {
        List<string[]> rows = [["kind", "stages", "stored", .. Costs, "reads"]];
        rows.AddRange(stages.GroupBy(planned => planned.Stage.Kind).Select(kind => (string[])
        [
            kind.Key, Grouped(kind.Count()), Grouped(kind.Count(planned => planned.Stored)), .. CostOf(kind),
            string.Join(", ", kind.SelectMany(planned => planned.Stage.Inputs).Select(input => input.Kind).Distinct()),
        ]));
        Print(rows, left: [0, 7], output);
    }

    /// <summary>A line for each cell's own stages, and one for those that cells share.</summary>
    private static void PrintCells(ExpandedPlan expanded, IReadOnlyList<PlannedStage> stages, TextWriter output)
    {
        var byKey = stages.ToDictionary(planned => planned.Stage.Key);
        var cells = expanded.Cells.Select(cell => (Cell: cell, Stages: StageGraph.InOrder(cell.Measurements).Select(stage => stage.Key).ToList())).ToList();
        var uses = cells.SelectMany(cell => cell.Stages).CountBy(key => key).ToDictionary();
        List<string[]> rows = [["cell", "stages", "stored", .. Costs]];
        void Add(string name, IReadOnlyList<PlannedStage> own) =>
            rows.Add([name, Grouped(own.Count), Grouped(own.Count(planned => planned.Stored)), .. CostOf(own)]);
        Add("shared by cells", [.. stages.Where(planned => uses[planned.Stage.Key] > 1)]);
        foreach (var (cell, keys) in cells)
        {
            Add(NameOf(cell), [.. keys.Where(key => uses[key] == 1).Select(key => byKey[key])]);
        }
        Print(rows, left: [0], output);
    }

    private static string NameOf(ExpandedCell cell) => cell.Plan.Networks[0].Variant is { } variant
        ? $"{cell.Plan.Suppression.Single.Title}@{variant}" : cell.Plan.Suppression.Single.Title;

    private static void PrintTotals(IReadOnlyList<PlannedStage> stages, int slots, StageTimes times, ArtefactStore store, TextWriter output)
    {
        var left = stages.Where(planned => !planned.Stored).ToList();
        output.WriteLine($"{stages.Count} stages, {stages.Select(planned => planned.Stage.Kind).Distinct().Count()} kinds, "
            + $"{Or0(Amounts.Count(stages.Sum(planned => planned.Stage.Estimate.Tokens)))} tokens, "
            + $"{Or0(Amounts.Count(stages.Sum(planned => planned.Stage.Estimate.Flops)))} floating-point operations");
        output.WriteLine($"to be made: {left.Count} stages, {Or0(Amounts.Count(left.Sum(planned => planned.Stage.Estimate.Tokens)))} tokens, "
            + $"{Or0(Amounts.Count(left.Sum(planned => planned.Stage.Estimate.Flops)))} floating-point operations, "
            + $"{Or0(Amounts.Size(left.Sum(planned => planned.Bytes)))} on disk, about {Or0(Amounts.Time(left.Sum(planned => planned.Seconds)))} of work, "
            + $"{Or0(Amounts.Time(SlotSchedule.Seconds(stages, slots)))} on {slots} {(slots == 1 ? "slot" : "slots")}");
        output.WriteLine(Basis(stages, times, store));
    }

    private static string Basis(IReadOnlyList<PlannedStage> stages, StageTimes times, ArtefactStore store)
    {
        if (times.Count == 0)
        {
            return "time: by default rates of a 2.8 GHz core, as the store has no stages to learn from";
        }
        var unknown = stages.Select(planned => planned.Stage.Kind).Distinct().Where(kind => !times.Knows(kind)).ToList();
        return $"time: by {times.Count} stages of {store.Root}"
            + (unknown.Count == 0 ? "" : $"; of {string.Join(", ", unknown)} there is none, so by default rates times what the others took");
    }

    private static string[] CostOf(IEnumerable<PlannedStage> stages)
    {
        var all = stages.ToList();
        return
        [
            Amounts.Count(all.Sum(planned => planned.Stage.Estimate.Tokens)), Amounts.Count(all.Sum(planned => planned.Stage.Estimate.Flops)),
            Amounts.Time(all.Sum(planned => planned.Seconds)), Amounts.Size(all.Sum(planned => planned.Bytes)),
        ];
    }

    private static string Or0(string amount) => amount.Length == 0 ? "0" : amount;

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
            Amounts.Count(row.Tokens), Amounts.Count(row.Flops), row.Deviation.ToString("+0.0%;-0.0%;0.0%", CultureInfo.InvariantCulture),
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

    private static string Grouped(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

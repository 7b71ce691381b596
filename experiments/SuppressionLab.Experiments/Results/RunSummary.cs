using System.Globalization;
using SuppressionLab.Experiments.Plans;

namespace SuppressionLab.Experiments.Results;

/// <summary>The run's answer in a few lines of text: label probabilities by amount, before and after.</summary>
internal static class RunSummary
{
    /// <summary>The tables as text.</summary>
    public static string Format(RunResults results)
    {
        using var output = new StringWriter { NewLine = "\n" };
        Print(results, output);
        return output.ToString();
    }

    /// <summary>Prints the tables.</summary>
    private static void Print(RunResults results, TextWriter output)
    {
        if (results.Cells.Count == 1)
        {
            Print(results.Cells[0], output);
            return;
        }
        PrintMethods(results, new MethodTable(results), output);
    }

    private static void PrintMethods(RunResults results, MethodTable table, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"{"network",-18} {"method",-22} {"damage (nats)",16} {"label at 1 shot",16} {"at the most",16}  found by");
        foreach (var outcome in table.Outcomes)
        {
            var found = AttackMeasures.All.Select(m => table.Find(outcome, m.Name)).OfType<Residue>().Where(r => r.Finds).Select(r => r.Attack);
            output.WriteLine($"{outcome.Model,-18} {MethodNames.Row(results, outcome),-22} {Text(outcome.Damage),16} {Text(outcome.AtOneShot),16} "
                + $"{Text(outcome.AtMostShots),16}  {string.Join(", ", found)}");
        }
    }

    private static void Print(CellResults results, TextWriter output)
    {
        var view = new CurveView(results);
        foreach (var model in results.Models)
        {
            foreach (var k in results.Plan.Curves.ExampleLengths)
            {
                output.WriteLine();
                output.WriteLine($"{model}, k = {k}: probability of the label after n shots (± standard error over "
                    + (results.Plan.Seeds.Length > 1 ? $"{results.Plan.Seeds.Length} seeds)" : "prompts)"));
                PrintGroup(view, results, model, k, "suppressed", results.Suppressed, output);
                PrintGroup(view, results, model, k, "favoured", results.Favoured, output);
            }
        }
        output.WriteLine();
        PrintPriors(results, output);
    }

    private static void PrintGroup(
        CurveView view, CellResults results, string model, int k, string name, IReadOnlyList<int> components, TextWriter output)
    {
        if (components.Count == 0)
        {
            return;
        }
        var shots = Shown(view.Shots(model, k));
        output.WriteLine($"  {name,-22}" + string.Concat(shots.Select(n => $"{n,14}")));
        foreach (var amount in results.Amounts)
        {
            output.WriteLine($"  {Name(results, amount),-22}" + string.Concat(shots.Select(n =>
                Text(view.Probability(model, amount, k, n, components)).PadLeft(14))));
        }
        output.WriteLine($"  {"document learner",-22}" + string.Concat(shots.Select(n =>
            view.DocumentLearner(model, k, n, components).ToString("0.000", CultureInfo.InvariantCulture).PadLeft(14))));
    }

    private static void PrintPriors(CellResults results, TextWriter output)
    {
        output.WriteLine($"prior of the suppressed components ({results.Plan.Laws.Headline} law, 95 % intervals)");
        foreach (var row in PriorShift.Compute(results))
        {
            output.WriteLine($"  {row.Model}, k = {row.K}, {Name(results, row.Amount),-22} {Text(row.Suppressed)}"
                + (row.Identified ? "" : "  (not identified)"));
        }
    }

    private static IReadOnlyList<int> Shown(IReadOnlyList<int> shots) =>
        new[] { 0, 1, 2, 4, 8, 16 }.Where(n => n < shots[^1]).Append(shots[^1]).Where(shots.Contains).ToList();

    /// <summary>What a reader calls an amount.</summary>
    public static string Name(CellResults results, double amount) => amount == 0
        ? "pretrained"
        : $"{results.Method} {results.Unit.Describe(amount)}";

    private static string Text(Reading reading) => double.IsNaN(reading.Low)
        ? string.Create(CultureInfo.InvariantCulture, $"{reading.Value:0.000}")
        : string.Create(CultureInfo.InvariantCulture, $"{reading.Value:0.000} [{reading.Low:0.000}, {reading.High:0.000}]");

    private static string Text(Estimate estimate) => double.IsNaN(estimate.StandardError)
        ? string.Create(CultureInfo.InvariantCulture, $"{estimate.Value:0.000}")
        : string.Create(CultureInfo.InvariantCulture, $"{estimate.Value:0.000} ±{estimate.StandardError:0.000}");
}

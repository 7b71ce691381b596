using System.Globalization;
using SuppressionLab.Experiments.Methods;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections.Methods;

/// <summary>The verdict table: what each method did at the same budget, and what brings the behaviour back.</summary>
internal sealed class OutcomeSection : IMethodSection
{
    public Section Build(RunResults results, MethodTable table) => new(
        "Methods side by side",
        $"Every method had {Budget(results)}." + (results.Plan.Suppression.AmountUnit == AmountUnit.Documents
            ? " A pair of documents counts as one, so that tokens and operations differ: see what it cost." : "")
        + Control(results, MethodRegistry.Sham, " The control `sham` trained on the original mixture for as long, at the learning rate of `sft`.")
        + Control(results, MethodRegistry.NeverSaw, " The control `never-saw-it` was pretrained without the suppressed behaviours, on as many documents in all."),
        [
            .. table.Outcomes.GroupBy(o => o.Model).SelectMany((group, i) => new[]
            {
                ToTable(results, table, group.Key, [.. group], i), ToCosts(results, group.Key, [.. group], i),
            }),
        ]);

    private static string Control(RunResults results, string name, string sentence) =>
        results.Plan.Suppression.AllMethods.Any(m => m.Name == name) ? sentence : "";

    private static string Budget(RunResults results) => string.Join(" or ", results.Plan.Suppression.Amounts
        .Where(amount => amount > 0).Select(amount => results.Plan.Suppression.AmountUnit.Describe(amount)));

    private static Table ToTable(RunResults results, MethodTable table, string model, List<MethodOutcome> outcomes, int index) => new(
        index == 0 ? "methods" : $"methods-{index}",
        MethodTexts.Panel(results, model) is { Length: > 0 } name ? $"Methods side by side: {name}" : "Methods side by side",
        $"± {MethodTexts.Errors(results)}. Damage: rise of the loss of kept documents, nats a token. Suppressed label: its mean "
        + $"probability at 1 and at the most shots, k = {results.Plan.Curves.ExampleLengths[0]}. Shots to return: to half of the "
        + "pretrained model's probability at the most shots, median over components and seeds (how many returned). Relearning: "
        + "steps of one suppressed document each until the loss of suppressed documents is half way from never-saw-it's (or the model's own, "
        + "if lower) to the pretrained model's, median over seeds; a dash where it was no higher. Probe: the accuracy of a linear probe for the component, the mean over layers. Still found by: the attacks "
        + "that tell the model from never-saw-it, below.",
        [
            new TableColumn("method"), Right("damage"), Right("label at 1"), Right("at most"), Right("prior of suppressed"),
            Right("shots to return"), Right("relearning steps"), Right("probe"), new TableColumn("still found by"),
        ],
        [.. outcomes.Select(outcome => Row(results, table, outcome))]);

    private static Table ToCosts(RunResults results, string model, List<MethodOutcome> outcomes, int index) => new(
        index == 0 ? "costs" : $"costs-{index}",
        MethodTexts.Panel(results, model) is { Length: > 0 } name ? $"What it cost: {name}" : "What it cost",
        "Documents: training examples, a pair of documents counted once. Tokens and operations count both, and operations the "
        + "reference's forward passes. Seconds: wall time of the training stage, beside others; its mean over seeds.",
        [new TableColumn("method"), Right("documents"), Right("tokens"), Right("FLOPs"), Right("seconds")],
        [
            .. outcomes.Where(o => o.Cost.Flops > 0).Select(o => (IReadOnlyList<Cell>)
            [
                Cell.Text(MethodTexts.Row(results, o)), Cell.Number(o.Cost.Documents, "N0"), Cell.Number(o.Cost.Tokens, "N0"),
                Cell.Text(o.Cost.Flops.ToString("0.00e+0", CultureInfo.InvariantCulture)), Cell.Number(o.Seconds, "0.0"),
            ]),
        ]);

    private static TableColumn Right(string name) => new(name, ColumnAlignment.Right);

    private static IReadOnlyList<Cell> Row(RunResults results, MethodTable table, MethodOutcome outcome) =>
    [
        Cell.Text(MethodTexts.Row(results, outcome)) with { Strong = outcome.Method.Method.IsControl },
        Cell.Estimate(outcome.Damage.Value, outcome.Damage.StandardError, "0.000"),
        Cell.Estimate(outcome.AtOneShot.Value, outcome.AtOneShot.StandardError, "0.000"),
        Cell.Estimate(outcome.AtMostShots.Value, outcome.AtMostShots.StandardError, "0.000"),
        Texts.ToCell(outcome.Prior, outcome.IsPriorIdentified, "0.00"),
        Cell.Text(MethodTexts.Median(outcome.ShotsToReturn)),
        Cell.Text(MethodTexts.Median(outcome.RelearningSteps)),
        outcome.ProbeAccuracy is { } probe ? Cell.Estimate(probe.Value, probe.StandardError, "0.00") : Cell.Text("–"),
        Cell.Text(Found(table, outcome)),
    ];

    private static string Found(MethodTable table, MethodOutcome outcome)
    {
        var residues = AttackMeasures.All.Select(measure => table.Find(outcome, measure.Name)).OfType<Residue>()
            .Where(r => r.IsTelling).ToList();
        var found = residues.Where(r => r.Finds).Select(r => r.Attack).ToList();
        return outcome.Method.Name == MethodRegistry.NeverSaw || residues.Count == 0 ? "–"
            : found.Count == 0 ? "nothing" : found.Count == residues.Count ? $"all {found.Count}" : string.Join(", ", found);
    }
}

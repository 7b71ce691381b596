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
                ToTable(results, table, group.Key, [.. group], i), ToDetails(results, table, group.Key, [.. group], i),
                ToCosts(results, group.Key, [.. group], i),
            }),
        ]);

    private static string Control(RunResults results, string name, string sentence) =>
        results.Plan.Suppression.AllMethods.Any(m => m.Name == name) ? sentence : "";

    private static string Budget(RunResults results) => string.Join(" or ", results.Plan.Suppression.Amounts
        .Where(amount => amount > 0).Select(amount => results.Plan.Suppression.AmountUnit.Describe(amount)));

    private static Table ToTable(RunResults results, MethodTable table, string model, List<MethodOutcome> outcomes, int index) => new(
        index == 0 ? "methods" : $"methods-{index}",
        MethodTexts.Panel(results, model) is { Length: > 0 } name ? $"Methods side by side: {name}" : "Methods side by side",
        $"± {MethodTexts.Errors(results)}. Damage: rise of the loss of kept documents. Suppressed label: its mean probability, "
        + $"k = {results.Plan.Curves.ExampleLengths[0]}. Back after: shots to half of the pretrained model's probability at the most "
        + "shots, median over components and seeds (how many returned). Still found by: how many of the attacks that can tell at all "
        + "tell the model from never-saw-it; which, below.",
        [
            new TableColumn("method"), Right("damage", "nats a token"), Right("suppressed label", "1 shot"), Right("suppressed label", "most shots"),
            Right("back after", "shots"), Right("still found by", "attacks"),
        ],
        [.. outcomes.Select(outcome => Row(results, table, outcome))]);

    private static Table ToDetails(RunResults results, MethodTable table, string model, List<MethodOutcome> outcomes, int index) => new(
        index == 0 ? "method-details" : $"method-details-{index}",
        MethodTexts.Panel(results, model) is { Length: > 0 } name ? $"More of each method: {name}" : "More of each method",
        "Prior of the suppressed components: 95 % interval. Relearning: steps of one suppressed document each until the loss of "
        + "suppressed documents is half way from never-saw-it's (or the model's own, if lower) to the pretrained model's, median over "
        + "seeds; a dash where it was no higher. Probe: the accuracy of a linear probe for the component, the mean over layers. Found by: the "
        + "attacks that tell the model from never-saw-it.",
        [new TableColumn("method"), Right("prior of suppressed"), Right("relearning", "steps"), Right("probe", "accuracy"), new TableColumn("found by")],
        [.. outcomes.Select(outcome => Details(results, table, outcome))])
    { IsFolded = true };

    private static Table ToCosts(RunResults results, string model, List<MethodOutcome> outcomes, int index) => new(
        index == 0 ? "costs" : $"costs-{index}",
        MethodTexts.Panel(results, model) is { Length: > 0 } name ? $"What it cost: {name}" : "What it cost",
        "Documents: training examples, a pair of documents counted once. Tokens and operations count both, and operations the "
        + "reference's forward passes. Seconds: wall time of the training stage, beside others; its mean over seeds.",
        [new TableColumn("method"), Right("documents"), Right("tokens"), Right("operations", "FLOPs"), Right("wall time", "s")],
        [
            .. outcomes.Where(o => o.Cost.Flops > 0).Select(o => (IReadOnlyList<Cell>)
            [
                Cell.Text(MethodTexts.Row(results, o)), Cell.Number(o.Cost.Documents, "N0"), Cell.Number(o.Cost.Tokens, "N0"),
                Cell.Text(o.Cost.Flops.ToString("0.00e+0", CultureInfo.InvariantCulture)), Cell.Number(o.Seconds, "0.0"),
            ]),
        ]);

    private static TableColumn Right(string name, string unit = "") => new(name, ColumnAlignment.Right) { Unit = unit };

    private static IReadOnlyList<Cell> Row(RunResults results, MethodTable table, MethodOutcome outcome) =>
    [
        Cell.Text(MethodTexts.Row(results, outcome)) with { Strong = outcome.Method.Method.IsControl },
        Cell.Estimate(outcome.Damage.Value, outcome.Damage.StandardError, "0.000"),
        Cell.Estimate(outcome.AtOneShot.Value, outcome.AtOneShot.StandardError, "0.000"),
        Cell.Estimate(outcome.AtMostShots.Value, outcome.AtMostShots.StandardError, "0.000"),
        Cell.Text(MethodTexts.Median(outcome.ShotsToReturn)),
        Cell.Text(Counted(table, outcome)),
    ];

    private static IReadOnlyList<Cell> Details(RunResults results, MethodTable table, MethodOutcome outcome) =>
    [
        Cell.Text(MethodTexts.Row(results, outcome)) with { Strong = outcome.Method.Method.IsControl },
        Texts.ToCell(outcome.Prior, outcome.IsPriorIdentified, "0.00"),
        Cell.Text(MethodTexts.Median(outcome.RelearningSteps)),
        outcome.ProbeAccuracy is { } probe ? Cell.Estimate(probe.Value, probe.StandardError, "0.00") : Cell.Text("–"),
        Cell.Text(Found(table, outcome)),
    ];

    private static string Counted(MethodTable table, MethodOutcome outcome) => Telling(table, outcome) is { Count: > 0 } telling
        ? $"{telling.Count(residue => residue.Finds)} of {telling.Count}" : "–";

    private static string Found(MethodTable table, MethodOutcome outcome)
    {
        var telling = Telling(table, outcome);
        var found = telling.Where(residue => residue.Finds).Select(residue => residue.Attack).ToList();
        return telling.Count == 0 ? "–" : found.Count == 0 ? "nothing" : found.Count == telling.Count ? $"all {found.Count}" : string.Join(", ", found);
    }

    /// <summary>The residues of attacks that can tell the pretrained model from the one that never saw the behaviour.</summary>
    private static List<Residue> Telling(MethodTable table, MethodOutcome outcome) => outcome.Method.Name == MethodRegistry.NeverSaw
        ? []
        : [.. AttackMeasures.All.Select(measure => table.Find(outcome, measure.Name)).OfType<Residue>().Where(residue => residue.IsTelling)];
}

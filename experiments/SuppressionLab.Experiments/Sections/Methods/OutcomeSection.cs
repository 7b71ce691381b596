using System.Globalization;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections.Methods;

/// <summary>The verdict table: what each method did at the same budget, and what brings the behaviour back.</summary>
internal sealed class OutcomeSection : IMethodSection
{
    public Section Build(RunResults results, MethodTable table) => new(
        "Methods at equal budget",
        $"Every method had {Budget(results)}. The controls stand below: `sham` trained on the original mixture for as "
        + "long, `never-saw-it` was pretrained without the suppressed behaviours.",
        [.. table.Outcomes.GroupBy(o => o.Model).Select((group, i) => ToTable(results, table, group.Key, [.. group], i))]);

    private static string Budget(RunResults results) => string.Join(" or ", results.Plan.Suppression.Amounts
        .Where(amount => amount > 0).Select(amount => results.Plan.Suppression.AmountUnit.Describe(amount)));

    private static Table ToTable(RunResults results, MethodTable table, string model, List<MethodOutcome> outcomes, int index) => new(
        index == 0 ? "methods" : $"methods-{index}",
        MethodTexts.Panel(results, model) is { Length: > 0 } name ? $"Methods at equal budget: {name}" : "Methods at equal budget",
        $"± {MethodTexts.Errors(results)}. Damage: rise of the loss of kept documents, nats a token. Suppressed label: its mean "
        + $"probability at 1 and at the most shots, k = {results.Plan.Curves.ExampleLengths[0]}. Shots to return: to half of the "
        + "pretrained model's probability at the most shots, median over components and seeds (how many returned). Relearning: "
        + "steps of one suppressed document each until half of the loss's rise is undone, median over seeds; a dash where there "
        + "was no rise. Left: the methods' residues, below, that say “found”. Operations count the reference's passes.",
        [
            new TableColumn("method"), Right("damage"), Right("label at 1"), Right("at most"), Right("prior of suppressed"),
            Right("shots to return"), Right("relearning steps"), new TableColumn("still found by"), Right("documents"),
            Right("tokens"), Right("FLOPs"), Right("s"),
        ],
        [.. outcomes.Select(outcome => Row(results, table, outcome))]);

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
        Cell.Text(Found(table, outcome)),
        Cell.Number(outcome.Cost.Documents, "N0"),
        Cell.Number(outcome.Cost.Tokens, "N0"),
        Cell.Text(outcome.Cost.Flops > 0 ? outcome.Cost.Flops.ToString("0.0e+0", CultureInfo.InvariantCulture) : "–"),
        Cell.Number(outcome.Seconds, "0.0"),
    ];

    private static string Found(MethodTable table, MethodOutcome outcome)
    {
        var residues = AttackMeasures.All.Select(measure => table.Find(outcome, measure.Name)).OfType<Residue>().ToList();
        var found = residues.Where(r => r.Finds).Select(r => r.Attack).ToList();
        return outcome.Method.Name == Experiments.Methods.MethodRegistry.NeverSaw || residues.Count == 0 ? "–"
            : found.Count == 0 ? "nothing" : string.Join(", ", found);
    }
}

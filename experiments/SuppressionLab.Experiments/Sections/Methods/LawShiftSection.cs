using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections.Methods;

/// <summary>What moved in the law: the joint fit of each method's model with the pretrained one.</summary>
internal sealed class LawShiftSection : IMethodSection
{
    public Section? Build(RunResults results, MethodTable table) =>
        table.Outcomes.All(o => o.Verdicts.Count == 0) ? null : new Section(
            "What moved in the law",
            $"The {results.Plan.Verdict.Law} law is fitted to the pretrained and the suppressed model together, and the smallest "
            + "change stands that the curves do not refute. If the prior alone moved, the behaviour is hidden; if γ of the "
            + "suppressed components fell, it is damaged.",
            [.. table.Outcomes.GroupBy(o => o.Model).Select((group, i) => ToTable(results, group.Key, [.. group], i))]);

    private static Table ToTable(RunResults results, string model, List<MethodOutcome> outcomes, int index) => new(
        index == 0 ? "law-shifts" : $"law-shifts-{index}",
        MethodTexts.Panel(results, model) is { Length: > 0 } name ? $"Shifts of the law's parameters: {name}" : "Shifts of the law's parameters",
        "Against the pretrained model, 95 % intervals" + (results.Plan.Seeds.Length > 1 ? " over seeds" : "")
        + ". Prior: in nats of log-odds of the suppressed components; K: of its logarithm; γ, β: in probability, means over the "
        + "suppressed components. 0 without an interval: shared with the pretrained model in every seed. †: the curves do not determine it.",
        [
            new TableColumn("method"), Right("prior"), Right("ln K"), Right("γ"), Right("β"), new TableColumn("what changed, by seed"),
        ],
        [
            .. outcomes.Select(o => (IReadOnlyList<Cell>)
            [
                Cell.Text(MethodTexts.Row(results, o)), ToCell(o.PriorChange, o.IsPriorIdentified), ToCell(o.EfficiencyChange, o.IsPriorIdentified),
                ToCell(o.GammaChange), ToCell(o.BetaChange),
                Cell.Text(string.Join("; ", o.Verdicts.GroupBy(title => title)
                    .Select(group => o.Verdicts.Count > 1 ? $"{group.Key} ({group.Count()})" : group.Key))),
            ]),
        ]);

    private static Cell ToCell(Reading change, bool identified = true) => change.Value == 0
        ? Cell.Number(0, "0.00")
        : Texts.ToCell(change, identified, "0.00");

    private static TableColumn Right(string name) => new(name, ColumnAlignment.Right);
}

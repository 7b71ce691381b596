using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>The fitted prior, stacked by component, over the amount of suppression; and the law's other parameters.</summary>
internal sealed class PriorSection : IReportSection
{
    public Section? Build(CellResults results)
    {
        var shifts = PriorShift.Compute(results);
        return shifts.Count == 0 ? null : new Section(
            "How the prior moved",
            $"The law reads a prior ρ over the components off the curves, together with K "
            + "(how much one example counts), γ (what a behaviour gives its own examples) and β (what the others give "
            + "them). If only ρ moves, the behaviour is hidden; if γ of the suppressed components falls, it is damaged. "
            + $"Where the verdict finds parameters that all amounts share, these are of the joint fit ({results.Plan.Verdict.Law} "
            + $"law); otherwise of a fit to each amount alone ({results.Plan.Laws.Headline} law).",
            [Stack(results, shifts), ParameterTable(results, shifts)]);
    }

    private static StackedBarFigure Stack(CellResults results, IReadOnlyList<PriorShift> shifts) => new(
        "priors",
        "Fitted prior by amount of suppression",
        "Each bar is a model's prior over all components (the mean over seeds). † The curves do not "
        + "determine the prior or K: do not read this bar.",
        new AxisOptions($"{results.Unit.Name()} of {results.Method}"),
        new AxisOptions("prior ρ", 0, 1),
        shifts.GroupBy(shift => (shift.Model, shift.K)).Select(group => new StackedBarPanel(
            Texts.Panel(results, group.Key.Model, $"k = {group.Key.K}"),
            group.Select(shift => Texts.Count(shift.Amount) + (shift.Identified ? "" : " †")).ToList(),
            results.Components.Select((component, i) => new BarPart(
                Texts.Component(results, component), group.Select(shift => shift.Priors[i].Value).ToList())
            {
// Half of a 95 % interval is 1.96 standard errors where it is Gaussian.
                StandardErrors = group.Select(shift => (shift.Priors[i].High - shift.Priors[i].Low) / 3.92).ToList(),
            }).ToList())).ToList());

    private static Table ParameterTable(CellResults results, IReadOnlyList<PriorShift> shifts) => new(
        "law-parameters",
        "Parameters by amount of suppression",
        "95 % intervals, " + (results.Plan.Seeds.Length > 1
            ? $"from the spread over {results.Plan.Seeds.Length} seeds."
            : "over whole prompts; of averaged parameters as if all moved together.")
        + " γ and β are averages over the suppressed components. † The curves do not determine this number.",
        [
            new TableColumn("after"), new TableColumn("k", ColumnAlignment.Right),
            new TableColumn("prior of the suppressed", ColumnAlignment.Right), new TableColumn("K", ColumnAlignment.Right),
            new TableColumn("γ", ColumnAlignment.Right), new TableColumn("β", ColumnAlignment.Right),
            new TableColumn("fitted to"),
        ],
        shifts.Select(shift => (IReadOnlyList<Cell>)
        [
            Cell.Text(Texts.Model(results, shift.Model, shift.Amount)), Cell.Number(shift.K),
            Texts.ToCell(shift.Suppressed, shift.Identified), Texts.ToCell(shift.Efficiency), Texts.ToCell(shift.Gamma),
            Texts.ToCell(shift.Beta),
            Cell.Text(shift.Source),
        ]).ToList());
}

using System.Globalization;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>The positive control: what the law reads off learners of which it is known what changed.</summary>
internal sealed class ControlSection : IReportSection
{
    public Section? Build(CellResults results) => results.Expanded.Controls.Count == 0 ? null : new Section(
        "Does the law find what is there",
        "The ideal suppressed learner is the exact Bayesian learner with its prior shifted against the suppressed components "
        + "by a known dose, and nothing else changed: no training, the models' own prompts. "
        + (results.Plan.Control!.Damages.Length > 0
            ? "A damaged one keeps the prior, and loses a share of what its suppressed components know to the average of all. "
            : "")
        + $"Laws and verdict read their curves as any model's; what they miss here is the law's fault.\n\n"
        + $"What changed, by the verdict: {Verdicts(results)}",
        [ToTable(results)]);

    private static Table ToTable(CellResults results)
    {
        var alone = PriorShift.OfControlSingleFits(results);
        return new Table(
            "control", "True and fitted prior of the suppressed components",
            "95 % intervals, of noise alone: where they miss the truth, the law does not describe such curves well enough. K and "
            + "γ (averaged over the suppressed components) are the joint fit's. † The curves do not determine this number.",
            [
                new TableColumn("learner"), new TableColumn("k", ColumnAlignment.Right),
                new TableColumn("true prior", ColumnAlignment.Right), new TableColumn("joint fit", ColumnAlignment.Right),
                new TableColumn("each dose alone", ColumnAlignment.Right), new TableColumn("K", ColumnAlignment.Right),
                new TableColumn("γ", ColumnAlignment.Right),
            ],
            PriorShift.OfControl(results).Zip(alone).Select(pair => (IReadOnlyList<Cell>)
            [
                Cell.Text(Name(pair.First.Method, pair.First.Amount)), Cell.Number(pair.First.K),
                Cell.Number(Truth(results, pair.First), "0.000"),
                Texts.ToCell(pair.First.Suppressed, pair.First.Identified),
                Texts.ToCell(pair.Second.Suppressed, pair.Second.Identified),
                Texts.ToCell(pair.First.Efficiency), Texts.ToCell(pair.First.Gamma),
            ]).ToList());
    }

    /// <summary>The verdicts, which are right if they say that only the prior moved where only it did.</summary>
    private static string Verdicts(CellResults results) => string.Join(" ", results.ControlVerdicts
        .GroupBy(v => (Method: v.Methods[0], v.K)).OrderByDescending(group => group.Key.Method, StringComparer.Ordinal)
        .ThenBy(group => group.Key.K).Select(group =>
            $"{(group.Key.Method == ControlStage.ShiftMethod ? "Prior shifted" : "Damaged")}, k = {group.Key.K}: "
            + $"{string.Join(" and ", group.Select(v => v.ChosenScore.Title).Distinct())}."));

    private static double Truth(CellResults results, PriorShift shift) => results.ControlTruths
        .Where(truth => truth.Method == shift.Method && truth.Amount == shift.Amount)
        .Average(truth => results.Suppressed.Sum(component => truth.Prior[component]));

    private static string Name(string method, double amount) => method switch
    {
        ControlStage.ShiftMethod => string.Create(CultureInfo.InvariantCulture, $"prior shifted by {amount} nats"),
        ControlStage.DamageMethod => string.Create(CultureInfo.InvariantCulture, $"damaged by {amount:P0}"),
        _ => "not suppressed",
    };
}

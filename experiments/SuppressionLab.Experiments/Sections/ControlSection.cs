using System.Globalization;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>The positive control: what the law reads off learners of which it is known what changed.</summary>
internal sealed class ControlSection : IReportSection
{
    public Section? Build(RunResults results) => results.Expanded.Controls.Count == 0 ? null : new Section(
        "Does the law find what is there",
        "The ideal suppressed learner is the exact Bayesian learner with its prior shifted against the suppressed components "
        + "by a known dose, and nothing else changed: no training, the models' own prompts. "
        + (results.Plan.Control!.Damages.Length > 0
            ? "A damaged one keeps the prior, and loses a share of what its suppressed components know to the average of all. "
            : "")
        + $"The {results.Plan.Laws.Headline} law is fitted to their curves as to any model's; what it misses here is the law's fault.",
        [ToTable(results)]);

    private static Table ToTable(RunResults results) => new(
        "control", "True and fitted prior of the suppressed components",
        "95 % intervals, of noise alone: where they miss the truth, the law does not describe such curves well enough. γ is "
        + "averaged over the suppressed components. † The curves do not determine this number.",
        [
            new TableColumn("learner"), new TableColumn("k", ColumnAlignment.Right),
            new TableColumn("true prior", ColumnAlignment.Right), new TableColumn("fitted prior", ColumnAlignment.Right),
            new TableColumn("K", ColumnAlignment.Right), new TableColumn("γ", ColumnAlignment.Right),
        ],
        PriorShift.OfControl(results).Select(shift => (IReadOnlyList<Cell>)
        [
            Cell.Text(Name(shift.Method, shift.Amount)), Cell.Number(shift.K), Cell.Number(Truth(results, shift), "0.000"),
            Texts.ToCell(shift.Suppressed, shift.Identified), Texts.ToCell(shift.Efficiency), Texts.ToCell(shift.Gamma),
        ]).ToList());

    private static double Truth(RunResults results, PriorShift shift) => results.ControlTruths
        .Where(truth => truth.Method == shift.Method && truth.Amount == shift.Amount)
        .Average(truth => results.Suppressed.Sum(component => truth.Prior[component]));

    private static string Name(string method, double amount) => method switch
    {
        ControlStage.ShiftMethod => string.Create(CultureInfo.InvariantCulture, $"prior shifted by {amount} nats"),
        ControlStage.DamageMethod => string.Create(CultureInfo.InvariantCulture, $"damaged by {amount:P0}"),
        _ => "not suppressed",
    };
}

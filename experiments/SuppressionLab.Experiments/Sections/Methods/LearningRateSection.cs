using System.Globalization;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections.Methods;

/// <summary>How each method's learning rate was chosen.</summary>
internal sealed class LearningRateSection : IMethodSection
{
    public Section? Build(RunResults results, MethodTable table)
    {
        var records = results.Cells.SelectMany(cell => cell.LearningRates).DistinctBy(r => (r.Model, r.Method, r.Seed)).ToList();
        return records.Count == 0 || results.Plan.Suppression.LearningRateSearch is not { } search ? null : new Section(
            "Learning rates",
            "Chosen by the loss of held-out documents, never by the curves above: of the declared rates, the one after which "
            + "suppressed documents are least probable, among those that raise the loss of kept documents by at most "
            + $"{search.AllowedDamage.ToString(CultureInfo.InvariantCulture)} nats a token; if all raise it more, the one that raises "
            + $"it least. Searched with seed {records[0].Seed} at the largest amount"
            + (results.Plan.Seeds.Contains(records[0].Seed) ? ", one of the reported seeds: its own damage is a little selected." : ".")
            + " A choice at an end of the list might lie beyond it.",
            [ToTable(results, records)]);
    }

    private static Table ToTable(RunResults results, List<LearningRateRecord> records)
    {
        var rates = records[0].Trials.Select(t => t.Rate).ToList();
        return new Table(
            "learning-rates", "Held-out losses after training at each rate",
            "Rise of the loss of kept / of suppressed documents, nats a token; strong: chosen; a dash: training broke.",
            [
                new TableColumn("method"),
                .. rates.Select(rate => new TableColumn(rate.ToString("G3", CultureInfo.InvariantCulture), ColumnAlignment.Right)),
            ],
            [
                .. records.Select(r => (IReadOnlyList<Cell>)
                [
                    Cell.Text(MethodTexts.Panel(results, r.Model) is { Length: > 0 } name ? $"{r.Method} · {name}" : r.Method),
                    .. r.Trials.Select(trial => Cell.Text(Text(r, trial)) with { Strong = trial.Rate == r.Chosen }),
                ]),
            ]);
    }

    private static string Text(LearningRateRecord record, LearningRateTrial trial) =>
        trial is { KeptLoss: { } kept, SuppressedLoss: { } suppressed }
            ? string.Create(CultureInfo.InvariantCulture, $"{kept - record.KeptLoss:+0.000;-0.000;0.000} / {suppressed - record.SuppressedLoss:+0.00;-0.00;0.00}")
            : "–";
}

using System.Globalization;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>What suppression changed: the models of change side by side.</summary>
internal sealed class VerdictSection : IReportSection
{
    public Section? Build(CellResults results) => results.Verdicts.Count == 0 ? null : new Section(
        "What suppression changed",
        $"The {results.Verdicts[0].Law} law is fitted to all amounts together, with some parameters shared and others free. The "
        + "smallest model stands unless a larger one refutes it: by a bootstrap test over whole prompts "
        + $"(level {results.Plan.Verdict.Level.ToString("P0", CultureInfo.InvariantCulture)}), by more than "
        + $"{results.Plan.Verdict.Tolerance.ToString(CultureInfo.InvariantCulture)} in probability, and on held-out amounts. The scored example counts as far as it is seen: k − 2 of its k − 1 transitions.",
        [ToTable(results)]);

    private static Table ToTable(CellResults results) => new(
        "verdict", "Models of what changed",
        "“Explained”: the share of the change in the curves, in squared error, that the model tells, of what freeing "
        + "everything does. ΔAICc: above the best; points of a prompt are correlated, so it is a guide. Held-out error: root "
        + "mean square, in probability, on amounts left out. p: the smallest of its tests against larger models. The "
        + "model that stands is strong" + (results.Plan.Seeds.Length > 1 ? "; means over seeds." : "."),
        [
            new TableColumn("free for each amount"), new TableColumn("k", ColumnAlignment.Right),
            new TableColumn("parameters", ColumnAlignment.Right), new TableColumn("explained", ColumnAlignment.Right),
            new TableColumn("ΔAICc", ColumnAlignment.Right), new TableColumn("held-out error", ColumnAlignment.Right),
            new TableColumn("p", ColumnAlignment.Right), new TableColumn("stands", ColumnAlignment.Right),
        ],
        results.Verdicts.GroupBy(v => (v.Model, v.K)).SelectMany(group => Rows(results, group.Key.Model, group.Key.K, [.. group])).ToList());

    private static IEnumerable<IReadOnlyList<Cell>> Rows(CellResults results, string model, int k, List<VerdictRecord> seeds) =>
        Enumerable.Range(0, seeds[0].Scores.Length).Select(m =>
        {
            var stands = seeds.Count(v => v.Chosen == v.Scores[m].Model);
            var scores = seeds.Select(v => v.Scores[m]).ToList();
            return (IReadOnlyList<Cell>)
            [
                Cell.Text(Texts.Panel(results, model, scores[0].Title)) with { Strong = stands > 0 },
                Cell.Number(k), Cell.Number(scores[0].FreeParameters),
                Cell.Number(scores.Average(s => s.Explained), "0.0%"),
                Cell.Number(seeds.Average(v => v.Scores[m].Aicc - v.Scores.Min(s => s.Aicc)) ?? double.NaN, "0"),
                Cell.Number(scores.Average(s => s.HeldOutRmse), "0.0000"),
                Cell.Text(PValue(seeds, scores[0].Model)),
                Cell.Text(stands == 0 ? "" : seeds.Count == 1 ? "yes" : $"{stands} of {seeds.Count}"),
            ];
        });

    private static string PValue(List<VerdictRecord> seeds, string smaller)
    {
        var tests = seeds.SelectMany(v => v.Tests).Where(test => test.Smaller == smaller).ToList();
        return tests.Count == 0 ? "–" : tests.Min(test => test.PValue).ToString("0.000", CultureInfo.InvariantCulture);
    }
}

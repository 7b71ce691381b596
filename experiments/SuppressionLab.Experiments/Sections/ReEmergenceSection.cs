using System.Globalization;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Laws.ReEmergence;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>How many examples bring a suppressed behaviour back to half of its strength: measured, and foreseen.</summary>
internal sealed class ReEmergenceSection : IReportSection
{
    public Section? Build(CellResults results) => results.ReEmergences.Count == 0 ? null : new Section(
        "When it comes back",
        "The number of examples at which the label reaches half of the probability that the pretrained model gives it at the "
        + "most shots: where the measured curve does (made increasing, no law), and where the "
        + $"{results.Plan.Laws.Headline} law does, fitted to all shots and foreseeing from the first ones.",
        [ToTable(results), Calibration(results)]);

    private static Table ToTable(CellResults results)
    {
        var fractions = results.Plan.Laws.Prefixes.Order().ToList();
        var columns = new List<TableColumn>
        {
            new("after"), new("k", ColumnAlignment.Right), new("component", ColumnAlignment.Right),
            new("measured", ColumnAlignment.Right), new("law, all shots", ColumnAlignment.Right),
        };
        columns.AddRange(fractions.Select(f => new TableColumn($"from {f:P0}", ColumnAlignment.Right)));
        var rows = results.ReEmergences.Where(r => results.Suppressed.Contains(r.Component))
            .GroupBy(r => (r.Model, r.K, r.Amount, r.Component))
            .OrderBy(g => results.Models.ToList().IndexOf(g.Key.Model)).ThenBy(g => g.Key.K)
            .ThenBy(g => g.Key.Amount).ThenBy(g => g.Key.Component)
            .Select(group => (IReadOnlyList<Cell>)
            [
                Cell.Text(Texts.Model(results, group.Key.Model, group.Key.Amount)), Cell.Number(group.Key.K),
                Cell.Number(group.Key.Component),
                Each(group.Where(r => r.Fraction == 1), r => Shots(r.Measured)),
                .. fractions.Prepend(1).Select(fraction => Each(group.Where(r => r.Fraction == fraction), Forecast)),
            ]);
        return new Table("re-emergence", "Examples until half strength, with 95 % intervals",
            $"“Never”: not within the {results.ReEmergences.Max(r => r.Within):0} shots that were measured; an interval may end there. "
            + "“–”: fewer points than the law has parameters." + (results.Plan.Seeds.Length > 1 ? " One value a seed." : ""),
            columns, rows.ToList());
    }

    private static Table Calibration(CellResults results) => new(
        "re-emergence-calibration", "Did the forecasts come true",
        "Forecasts of the tables' kind for all components, of those whose measured shots, or never, lie beyond what the law saw. "
        + "Held: the 95 % interval holds what was measured, itself a noisy reading. Finite: it does not end at never.",
        [
            new TableColumn("from"), new TableColumn("forecasts", ColumnAlignment.Right), new TableColumn("held", ColumnAlignment.Right),
            new TableColumn("finite", ColumnAlignment.Right), new TableColumn("said never", ColumnAlignment.Right),
            new TableColumn("rightly", ColumnAlignment.Right),
        ],
        ReEmergenceCalibration.Summarise(results.ReEmergences.Where(r => r.Fraction < 1).Select(r => r.ToCase()))
            .Select(summary => (IReadOnlyList<Cell>)
            [
                Cell.Text(summary.Fraction.ToString("P0", CultureInfo.InvariantCulture)), Cell.Number(summary.Forecasts),
                Cell.Number(summary.Held, "P0"), Cell.Number(summary.FiniteShare, "P0"), Cell.Number(summary.NeverForecasts),
                Cell.Number(summary.NeverRight),
            ]).ToList());

    private static Cell Each(IEnumerable<ReEmergenceRecord> seeds, Func<ReEmergenceRecord, string> describe)
    {
        var all = seeds.ToList();
        return Cell.Text(all.Count == 0 ? "–" : string.Join(" · ", all.Select(describe)));
    }

    private static string Forecast(ReEmergenceRecord record) => record is { Low: null, High: null }
        ? "never"
        : $"{Shots(record.Shots)} [{Shots(record.Low)}, {Shots(record.High)}]";

    private static string Shots(double? shots) => shots?.ToString("0.#", CultureInfo.InvariantCulture) ?? "never";
}

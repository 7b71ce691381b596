using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Laws.Responses;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>How well the curves of amounts, and of networks, that were not measured can be predicted.</summary>
internal sealed class DoseSection : IReportSection
{
    public Section? Build(CellResults results) => results.Doses.Count == 0 ? null : new Section(
        "Predicting a model that was not measured",
        $"Each amount is left out in turn: the {results.Plan.Verdict.Law} law is fitted to the others, each of its parameters "
        + "becomes a function of the amount, and the curves of the one left out are predicted. A response law is worth "
        + "something where it does better than the curves of the nearest amount, or the straight line between two."
        + (results.Doses.Any(d => d.Axis == DoseAxis.Layers)
            ? " Likewise for networks, by their number of layers: from small to large." : ""),
        [.. Enum.GetValues<DoseAxis>().Where(axis => results.Doses.Any(d => d.Axis == axis)).Select(axis => ToTable(results, axis))]);

    private static Table ToTable(CellResults results, DoseAxis axis)
    {
        var records = results.Doses.Where(d => d.Axis == axis).ToList();
        var rows = records.Select(d => d.Predictor).Distinct().Select(predictor => (
            predictor,
            Between: Mean(records.Where(d => d.Predictor == predictor && !d.Extrapolated)),
            Beyond: Mean(records.Where(d => d.Predictor == predictor && d.Extrapolated)))).ToList();
        var (between, beyond) = (Smallest(rows.Select(r => r.Between)), Smallest(rows.Select(r => r.Beyond)));
        return new Table(
            axis == DoseAxis.Amount ? "dose-response" : "small-to-large",
            axis == DoseAxis.Amount ? "NRMSE of predicted curves, by amount left out" : "NRMSE of predicted curves, by network left out",
            "Mean ± standard error over what was left out, example lengths and seeds. Beyond: the smallest and the largest, which "
            + "the others do not enclose. The smallest error of a column stands out.",
            [
                new TableColumn("predicted by"), new TableColumn("between the others", ColumnAlignment.Right),
                new TableColumn("beyond the others", ColumnAlignment.Right),
            ],
            rows.Select(row => (IReadOnlyList<Cell>)
            [
                Cell.Text(Name(row.predictor)), ToCell(row.Between, between), ToCell(row.Beyond, beyond),
            ]).ToList());
    }

    private static Estimate Mean(IEnumerable<DoseRecord> records)
    {
        var errors = records.Select(d => new Estimate(d.Nrmse, double.NaN)).ToList();
        return errors.Count > 0 ? Estimate.OverSeeds(errors) : Estimate.Unknown;
    }

    private static double Smallest(IEnumerable<Estimate> errors) =>
        errors.Select(e => e.Value).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min();

    private static Cell ToCell(Estimate error, double smallest) =>
        Cell.Estimate(error.Value, error.StandardError, "0.000") with { Strong = error.Value == smallest };

    private static string Name(string predictor) => predictor switch
    {
        "nearest" => "curves of the nearest",
        "interpolated" => "line between the two nearest",
        "mean" => "mean parameters",
        _ => ResponseRegistry.Get(predictor).Title,
    };
}

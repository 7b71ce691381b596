using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>The prior that the models' own documents follow, beside the one that the law reads off their curves.</summary>
internal sealed class DocumentPriorSection : IReportSection
{
    public Section? Build(CellResults results) => results.DocumentPriors.Count == 0 ? null : new Section(
        "The prior without a law",
        $"Every model wrote {results.Plan.Samples!.Documents:N0} documents from their beginning, and the exact learner says of which "
        + "component each is: a prior that owes nothing to a law of in-context learning. It is what a model does when nothing "
        + "is asked of it, over a whole document; the law reads what it expects of a prompt's first example. An ideal "
        + "learner has one prior for both.",
        [Lines(results), ToTable(results)]);

    private static LineFigure Lines(CellResults results)
    {
        var shifts = PriorShift.Compute(results);
        return new LineFigure(
            "document-prior", "Prior of the suppressed components by amount",
            "Bands: 95 % intervals (of the documents: profile likelihood). Amounts at which the curves do not determine the law's prior are left out.",
            new AxisOptions($"{results.Unit.Name()} of {results.Method}", 0, Logarithmic: true),
            new AxisOptions("prior of the suppressed", 0, 1),
            results.Models.Select(model => new LinePanel(Texts.Panel(results, model, ""), Series(results, shifts, model))).ToList());
    }

    private static List<LineSeries> Series(CellResults results, IReadOnlyList<PriorShift> shifts, string model)
    {
        var written = results.Amounts.Select(amount => Suppressed(results, model, amount)).ToList();
        var series = new List<LineSeries> { Line("documents it writes", results.Amounts, written) };
        series.AddRange(results.Plan.Curves.ExampleLengths.Select(k => Line(
            $"curves, k = {k}", results.Amounts,
            results.Amounts.Select(amount => Fitted(shifts, model, k, amount)).ToList())));
        return series;
    }

    private static LineSeries Line(string name, IReadOnlyList<double> amounts, IReadOnlyList<Reading> readings) =>
        new(name, amounts, readings.Select(r => r.Value).ToList())
        {
            Low = readings.Select(r => double.IsNaN(r.Low) ? r.Value : r.Low).ToList(),
            High = readings.Select(r => double.IsNaN(r.High) ? r.Value : r.High).ToList(),
            Markers = true,
        };

    private static Table ToTable(CellResults results)
    {
        var shifts = PriorShift.Compute(results);
        var columns = new List<TableColumn> { new("after"), new("documents it writes", ColumnAlignment.Right) };
        columns.AddRange(results.Plan.Curves.ExampleLengths.Select(k =>
            new TableColumn($"curves, k = {k}", ColumnAlignment.Right)));
        columns.Add(new("of no component", ColumnAlignment.Right));
        var rows = results.Models.SelectMany(model => results.Amounts.Select(amount => (IReadOnlyList<Cell>)
        [
            Cell.Text(Texts.Model(results, model, amount)),
            Texts.ToCell(Suppressed(results, model, amount)),
            .. results.Plan.Curves.ExampleLengths.Select(k => Law(shifts, model, k, amount)),
            Unexplained(results, model, amount),
        ]));
        return new Table("document-prior-table", "Prior of the suppressed components, two ways",
            $"95 % intervals. † The curves do not determine it. “Of no component”: documents less likely under every component than all "
            + $"but {results.DocumentPriors[0].ReferenceShare:P0} of its own documents, ± one standard error.",
            columns, rows.ToList());
    }

    private static Cell Law(IReadOnlyList<PriorShift> shifts, string model, int k, double amount)
    {
        var shift = shifts.FirstOrDefault(s => s.Model == model && s.K == k && s.Amount == amount);
        return shift is null ? Cell.Number(double.NaN) : Texts.ToCell(shift.Suppressed, shift.Identified);
    }

    private static Reading Fitted(IReadOnlyList<PriorShift> shifts, string model, int k, double amount) =>
        shifts.FirstOrDefault(s => s.Model == model && s.K == k && s.Amount == amount) is { Identified: true } shift
            ? shift.Suppressed : Reading.Unknown;

    private static Reading Suppressed(CellResults results, string model, double amount) => Reading.OverSeeds(
        Records(results, model, amount).Where(r => r.Suppressed is not null)
            .Select(r => new Reading(r.Suppressed!.Value, r.SuppressedInterval![0], r.SuppressedInterval[1])).ToList()).AsProbability();

    private static Cell Unexplained(CellResults results, string model, double amount)
    {
        var estimate = Estimate.OverSeeds(
            Records(results, model, amount).Select(r => new Estimate(r.UnexplainedShare, r.UnexplainedStandardError)).ToList());
        return Cell.Estimate(estimate.Value, estimate.StandardError, "0.000");
    }

    private static IEnumerable<DocumentPriorRecord> Records(CellResults results, string model, double amount) =>
        results.DocumentPriors.Where(r => r.Model == model && r.Amount == amount);
}

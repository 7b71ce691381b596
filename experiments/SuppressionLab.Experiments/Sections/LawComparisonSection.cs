using SuppressionLab.Experiments.Results;
using SuppressionLab.Laws.Families;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>How well each law interpolates and extrapolates, beside how many parameters it takes.</summary>
internal sealed class LawComparisonSection : IReportSection
{
    public Section Build(RunResults results) => new(
        "Which law predicts the curves",
        "Normalised root-mean-square error (RMSE over mean probability) of each law, in the fitted points and beyond a "
        + "fitted prefix of the shots. Pooled laws describe all components of a model with one set of parameters; the "
        + "others take a set for each curve, so read the errors beside the parameter counts.",
        [Comparison(results)]);

    private static Table Comparison(RunResults results)
    {
        var prefixes = results.Plan.Laws.Prefixes;
        var columns = new List<TableColumn>
        {
            new("law"), new("parameters a model", ColumnAlignment.Right), new("all shots", ColumnAlignment.Right),
        };
        columns.AddRange(prefixes.Select(p => new TableColumn($"beyond {p:P0}", ColumnAlignment.Right)));
        var laws = results.Plan.Laws.Selected();
        var errors = laws.Select(law => Errors(results, law)).ToList();
        return new Table("law-comparison", "NRMSE by law",
            "Mean ± standard error over models, amounts, example lengths and seeds (which share prompts, so the error is "
            + "a guide, not a test), at the end of an amount. The smallest of a column stands out. “Too few points”: some fit "
            + "has no more points than parameters.",
            columns,
            laws.Select((law, row) => (IReadOnlyList<Cell>)
            [
                Cell.Text(law.Title), Cell.Number(Parameters(results, law)),
                .. errors[row].Select((error, column) => ToCell(
                    error, errors.Select(other => other[column].Value).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min())),
            ]).ToList());
    }

    private static Cell ToCell(Estimate error, double smallest) => double.IsNaN(error.Value)
        ? Cell.Text("too few points")
        : Cell.Estimate(error.Value, error.StandardError, "0.0000") with { Strong = error.Value == smallest };

    private static int Parameters(RunResults results, LawFamily law) => law.IsPooled
        ? law.FreeParameters(results.Components.Count)
        : law.FreeParameters(1) * results.Components.Count;

    private static List<Estimate> Errors(RunResults results, LawFamily law) =>
    [
        Mean(results.FinalFits(law.Name, 1).Select(fit => (fit, fit.Nrmse))),
        .. results.Plan.Laws.Prefixes.Select(prefix =>
            Mean(results.FinalFits(law.Name, prefix).Select(fit => (fit, fit.HeldOutNrmse)))),
    ];

    /// <summary>Averages tasks within a model first, so that pooled and per-curve laws weigh alike.</summary>
    private static Estimate Mean(IEnumerable<(FitRecord Fit, double? Error)> errors)
    {
        var all = errors.ToList();
        if (all.Any(e => e.Error is null || e.Fit.Points <= e.Fit.FreeParameters))
        {
            return new Estimate(double.NaN, double.NaN);
        }
        var models = all
            .GroupBy(e => (e.Fit.Model, e.Fit.Amount, e.Fit.Step, e.Fit.K, e.Fit.Seed))
            .Select(group => group.Average(e => e.Error!.Value)).ToList();
        return models.Count == 0
            ? new Estimate(double.NaN, double.NaN)
            : Estimate.OverSeeds(models.Select(error => new Estimate(error, double.NaN)).ToList());
    }
}

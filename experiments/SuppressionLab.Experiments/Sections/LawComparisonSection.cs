using SuppressionLab.Experiments.Results;
using SuppressionLab.Laws.Comparison;
using SuppressionLab.Laws.Families;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>How well each law interpolates and extrapolates, beside how many parameters it takes.</summary>
internal sealed class LawComparisonSection : IReportSection
{
    public Section Build(CellResults results) => new(
        "Which law predicts the curves",
        "Normalised root-mean-square error (RMSE over mean probability) of each law, in the fitted points and beyond a "
        + "fitted prefix of the shots. Pooled laws describe all components of a model with one set of parameters; the "
        + "others take a set for each curve, so read the errors beside the parameter counts.",
        [Comparison(results), .. Tests(results) is { } tests ? [tests] : Array.Empty<IReportItem>()]);

    private static Table Comparison(CellResults results)
    {
        var prefixes = results.Plan.Laws.Prefixes;
        var columns = new List<TableColumn>
        {
            new("law"), new("parameters a model", ColumnAlignment.Right), new("a curve", ColumnAlignment.Right),
            new("ΔAICc", ColumnAlignment.Right), new("ΔBIC", ColumnAlignment.Right), new("all shots", ColumnAlignment.Right),
        };
        columns.AddRange(prefixes.Select(p => new TableColumn($"beyond {p:P0}", ColumnAlignment.Right)));
        var laws = results.Plan.Laws.Selected();
        var errors = laws.Select(law => Errors(results, law)).ToList();
        var (aicc, bic) = (Criterion(results, laws, fit => fit.Aicc), Criterion(results, laws, fit => fit.Bic));
        return new Table("law-comparison", "NRMSE by law",
            "Mean ± standard error over models, amounts, example lengths and seeds (which share prompts, so the error is "
            + "a guide, not a test), at the end of an amount. The smallest of a column stands out. “Too few points”: some fit "
            + "has no more points than parameters. ΔAICc and ΔBIC: above the best law, summed over models; points of a "
            + "prompt are correlated, so they rank and do not test.",
            columns,
            laws.Select((law, row) => (IReadOnlyList<Cell>)
            [
                Cell.Text(law.Title), Cell.Number(Parameters(results, law)),
                Cell.Number((double)Parameters(results, law) / results.Components.Count, "0.#"),
                Cell.Number(aicc[row] - aicc.Min(), "0") with { Strong = aicc[row] == aicc.Min() },
                Cell.Number(bic[row] - bic.Min(), "0") with { Strong = bic[row] == bic.Min() },
                .. errors[row].Select((error, column) => ToCell(
                    error, errors.Select(other => other[column].Value).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min())),
            ]).ToList());
    }

    /// <summary>Every law against the best, on what lies beyond the first prefix from which most laws can be fitted.</summary>
    private static Table? Tests(CellResults results)
    {
        var laws = results.Plan.Laws.Selected();
        var prefix = results.Plan.Laws.Prefixes.Cast<double?>().FirstOrDefault(p =>
            laws.Count(law => double.IsFinite(Mean(HeldOut(results, law, p!.Value)).Value)) * 2 > laws.Count);
        var able = prefix is null ? [] : laws.Where(law => double.IsFinite(Mean(HeldOut(results, law, prefix.Value)).Value)).ToList();
        if (able.Count < 2)
        {
            return null;
        }
        var pairs = PairedComparison.Of(able.SelectMany(law => Cells(results, law, prefix!.Value)));
        var best = able.MinBy(law => Mean(HeldOut(results, law, prefix!.Value)).Value)!;
        return new Table("law-tests", $"Every law against {best.Title}, beyond {prefix:P0} of the shots",
            "Paired over models, amounts, example lengths, components and seeds, as published comparisons do; cells of one model "
            + "share prompts. p by Student's t and by Wilcoxon's signed ranks, corrected for all pairs of laws (Holm).",
            [
                new TableColumn("law"), new TableColumn("NRMSE above", ColumnAlignment.Right), new TableColumn("pairs", ColumnAlignment.Right),
                new TableColumn("p (t)", ColumnAlignment.Right), new TableColumn("p (ranks)", ColumnAlignment.Right),
            ],
            able.Where(law => law != best).Select(law =>
            {
                var pair = pairs.First(p => (p.First == law.Name && p.Second == best.Name) || (p.First == best.Name && p.Second == law.Name));
                var sign = pair.First == law.Name ? 1 : -1;
                return (IReadOnlyList<Cell>)
                [
                    Cell.Text(law.Title), Cell.Estimate(sign * pair.MeanDifference, pair.StandardError, "0.0000"),
                    Cell.Number(pair.Cells), Cell.Number(pair.HolmStudentP, "0.000"), Cell.Number(pair.HolmWilcoxonP, "0.000"),
                ];
            }).ToList());
    }

    private static IEnumerable<ScoreCell> Cells(CellResults results, LawFamily law, double prefix) =>
        from fit in results.FinalFits(law.Name, prefix)
        from scored in fit.Tasks.Zip(fit.HeldOutNrmseByTask ?? [])
        select new ScoreCell(law.Name, $"{fit.Model} {fit.Method} {fit.Amount}", fit.K, scored.First, fit.Seed, scored.Second ?? double.NaN);

    private static Cell ToCell(Estimate error, double smallest) => double.IsNaN(error.Value)
        ? Cell.Text("too few points")
        : Cell.Estimate(error.Value, error.StandardError, "0.0000") with { Strong = error.Value == smallest };

    private static int Parameters(CellResults results, LawFamily law) => law.IsPooled
        ? law.FreeParameters(results.Components.Count)
        : law.FreeParameters(1) * results.Components.Count;

    /// <summary>A criterion of each law, summed over models; a curve law's records of one model carry the same one.</summary>
    private static List<double> Criterion(CellResults results, IReadOnlyList<LawFamily> laws, Func<FitRecord, double?> read) =>
        laws.Select(law => results.FinalFits(law.Name, 1)
            .GroupBy(fit => (fit.Model, fit.Amount, fit.K, fit.Seed)).Sum(group => read(group.First()) ?? double.PositiveInfinity)).ToList();

    private static List<Estimate> Errors(CellResults results, LawFamily law) =>
    [
        Mean(results.FinalFits(law.Name, 1).Select(fit => (fit, fit.Nrmse))),
        .. results.Plan.Laws.Prefixes.Select(prefix => Mean(HeldOut(results, law, prefix))),
    ];

    private static IEnumerable<(FitRecord Fit, double? Error)> HeldOut(CellResults results, LawFamily law, double prefix) =>
        results.FinalFits(law.Name, prefix).Select(fit => (fit, fit.HeldOutNrmse));

    /// <summary>Averages tasks within a model first, so that pooled and per-curve laws weigh alike.</summary>
    private static Estimate Mean(IEnumerable<(FitRecord Fit, double? Error)> errors)
    {
        var all = errors.ToList();
        if (all.Any(e => e.Error is null || e.Fit.Points <= e.Fit.FreeParameters))
        {
            return Estimate.Unknown;
        }
        var models = all
            .GroupBy(e => (e.Fit.Model, e.Fit.Amount, e.Fit.Step, e.Fit.K, e.Fit.Seed))
            .Select(group => group.Average(e => e.Error!.Value)).ToList();
        return models.Count == 0
            ? Estimate.Unknown
            : Estimate.OverSeeds(models.Select(error => new Estimate(error, double.NaN)).ToList());
    }
}

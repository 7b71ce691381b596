using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>The matrix P of the untied Bayesian law (of the headline law where that one is not fitted) as a heat map.</summary>
internal sealed class ProbabilityMatrixSection : IReportSection
{
    private const string Untied = "original";

    public Section? Build(CellResults results)
    {
        var law = results.WholeFits(Untied).Any() ? Untied : results.Plan.Laws.Headline;
        var fits = results.WholeFits(law).Where(fit => fit.Seed == results.Plan.Seeds[0]
            && fit.Amount is 0 || fit.Amount == results.Amounts[^1] && fit.Seed == results.Plan.Seeds[0]).ToList();
        if (fits.Count == 0 || fits[0].Probabilities is null)
        {
            return null;
        }
        var figures = results.Models.Select(model => (IReportItem)ToFigure(
            results, law, model, fits.Where(fit => fit.Model == model).ToList()));
        return new Section(
            "What the law thinks each behaviour predicts",
            "Row t, column m: the probability that component m gives to an example that component t drew. A suppressed "
            + "behaviour that is only hidden keeps its diagonal; one that is gone loses it.",
            figures.ToList());
    }

    private static HeatMapFigure ToFigure(CellResults results, string law, string model, IReadOnlyList<FitRecord> fits) => new(
        Texts.Id($"matrix-{model}"),
        Texts.Panel(results, model, $"P of the {law} Bayesian law"),
        $"The pretrained model and the largest amount of suppression, seed {results.Plan.Seeds[0]}. † The curves "
        + "do not determine this entry.",
        new AxisOptions("component m"),
        new AxisOptions("component t"),
        fits.Select(fit => new HeatMapPanel(
            $"{Texts.Amount(results, fit.Amount)}, k = {fit.K}",
            Array.ConvertAll(fit.Tasks, task => $"{task}"),
            Array.ConvertAll(fit.Tasks, task => $"{task}"),
            ToMatrix(fit.Probabilities!)) { Labels = ToLabels(fit) }).ToList())
    {
        ValueLabel = "probability",
        Minimum = 0,
        Maximum = 1,
    };

    private static string[,] ToLabels(FitRecord fit)
    {
        var labels = new string[fit.Tasks.Length, fit.Tasks.Length];
        for (var t = 0; t < fit.Tasks.Length; t++)
        {
            for (var m = 0; m < fit.Tasks.Length; m++)
            {
                labels[t, m] = Texts.Probability(fit.Probabilities![t][m])
                    + (fit.NotIdentified.Contains($"probability[{t},{m}]") ? " †" : "");
            }
        }
        return labels;
    }

    private static double[,] ToMatrix(double[][] rows)
    {
        var matrix = new double[rows.Length, rows.Length];
        for (var t = 0; t < rows.Length; t++)
        {
            for (var m = 0; m < rows.Length; m++)
            {
                matrix[t, m] = rows[t][m];
            }
        }
        return matrix;
    }
}

using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Results;
using SuppressionLab.Experiments.Sections;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Comparisons;

/// <summary>In-context curves of both runs in one figure: the first solid, the second dashed.</summary>
internal static class ComparisonCurves
{
    /// <summary>The figure, a panel for each network, method and example length that both have.</summary>
    public static LineFigure Of(RunPair pair) => new(
        "comparison-curves", "Probability of suppressed labels by number of examples",
        $"Bands: one standard error, over seeds where there are several. Solid: {pair.FirstName}; dashed: {pair.SecondName}.",
        CurveSeries.ShotsAxis, CurveSeries.ProbabilityAxis, [.. Panels(pair)])
    {
        Palette = PaletteKind.Sequential,
    };

    private static IEnumerable<LinePanel> Panels(RunPair pair)
    {
        var groups = pair.Models.Both.Where(key => key.Method != ModelReference.NoMethod)
            .GroupBy(key => (key.Model, key.Method, key.K)).ToList();
        if (groups.Count == 0)
        {
            groups = [.. pair.Models.Both.GroupBy(key => (key.Model, key.Method, key.K))];
        }
        foreach (var group in groups)
        {
            var (model, method, k) = group.Key;
            var amounts = group.Select(key => key.Amount).Append(0).Distinct().Order().ToList();
            var series = amounts.SelectMany((amount, i) => new[]
            {
                Line(pair.First, pair.FirstName, model, method, amount, k, i, LineStyle.Solid),
                Line(pair.Second, pair.SecondName, model, method, amount, k, i, LineStyle.Dashed),
            }).OfType<LineSeries>().ToList();
            yield return new LinePanel($"{model} · {(method == ModelReference.NoMethod ? "pretrained" : method)}, k = {k}", series);
        }
    }

    private static LineSeries? Line(RunResults run, string name, string model, string method, double amount, int k, int color, LineStyle style)
    {
        var cell = run.Cells.FirstOrDefault(cell => cell.Models.Contains(model)
            && cell.Points.Any(p => p.Model == model && p.K == k && p.Amount == amount && (amount == 0 || p.Method == method))
            && (method == ModelReference.NoMethod || cell.Method == method));
        if (cell is null)
        {
            return null;
        }
        var view = new CurveView(cell);
        var shots = view.Shots(model, k);
        var values = shots.Select(n => view.Probability(model, amount, k, n, cell.Suppressed)).ToList();
        var group = amount == 0 ? "pretrained" : cell.Unit.Describe(amount);
        return new LineSeries($"{group}, {name}", [.. shots.Select(n => (double)n)], [.. values.Select(v => v.Value)])
        {
            Low = [.. values.Select(v => Math.Max(0, v.Value - Finite(v.StandardError)))],
            High = [.. values.Select(v => Math.Min(1, v.Value + Finite(v.StandardError)))],
            Group = group, Role = name, Style = style, Color = color,
        };
    }

    private static double Finite(double value) => double.IsFinite(value) ? value : 0;
}

using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>The lines of curve figures: measured, fitted, and the exact learners'.</summary>
internal sealed class CurveSeries(CellResults results)
{
    private readonly CurveView _view = new(results);

    /// <summary>The horizontal axis of all curve figures.</summary>
    public static AxisOptions ShotsAxis { get; } = new("examples in context (shots)", 0, Logarithmic: true);

    /// <summary>The vertical axis of all curve figures.</summary>
    public static AxisOptions ProbabilityAxis { get; } = new("probability of the label", 0);

    /// <summary>A panel of measured curves by amount, the exact learners, and the headline law's fits.</summary>
    public LinePanel Panel(string title, string model, int k, IReadOnlyList<int> components, bool fits)
    {
        var shots = _view.Shots(model, k);
        var series = new List<LineSeries> { DocumentLearner(model, k, shots, components), PromptLearner(model, k, shots, components) };
        for (var i = 0; i < results.Amounts.Count; i++)
        {
            series.Add(Measured(model, results.Amounts[i], i, k, shots, components));
            if (fits)
            {
                series.Add(Fitted(model, results.Amounts[i], i, k, shots, components));
            }
        }
        return new LinePanel(title, series);
    }

    private LineSeries Measured(string model, double amount, int color, int k, IReadOnlyList<int> shots, IReadOnlyList<int> components)
    {
        var estimates = shots.Select(n => _view.Probability(model, amount, k, n, components)).ToList();
        return new LineSeries(Texts.Amount(results, amount), X(shots), estimates.Select(e => e.Value).ToList())
        {
            Low = estimates.Select(e => Math.Max(0, e.Value - Finite(e.StandardError))).ToList(),
            High = estimates.Select(e => Math.Min(1, e.Value + Finite(e.StandardError))).ToList(),
            Role = "measured",
            Color = color,
        };
    }

    private LineSeries Fitted(string model, double amount, int color, int k, IReadOnlyList<int> shots, IReadOnlyList<int> components)
    {
        var grid = Grid(shots[^1]);
        var curves = results.WholeFits(results.Plan.Laws.Headline)
            .Where(fit => fit.Model == model && fit.Amount == amount && fit.K == k)
            .SelectMany(fit => components.Where(c => fit.Tasks.Contains(c)).Select(c => FittedCurve.Evaluate(fit, c, grid)))
            .ToList();
        var mean = grid.Select((_, i) => curves.Count > 0 ? curves.Average(curve => curve[i]) : double.NaN).ToList();
        return new LineSeries($"{Texts.Amount(results, amount)}, fit", grid, mean)
        {
            Group = Texts.Amount(results, amount),
            Role = $"{results.Plan.Laws.Headline} law",
            Style = LineStyle.Dashed,
            Color = color,
        };
    }

    private LineSeries DocumentLearner(string model, int k, IReadOnlyList<int> shots, IReadOnlyList<int> components) =>
        new("document learner", X(shots), shots.Select(n => _view.DocumentLearner(model, k, n, components)).ToList())
        {
            IsReference = true,
            Style = LineStyle.Dotted,
        };

    private LineSeries PromptLearner(string model, int k, IReadOnlyList<int> shots, IReadOnlyList<int> components) =>
        new("prompt learner", X(shots), shots.Select(n => _view.PromptLearner(model, k, n, components)).ToList())
        {
            IsReference = true,
            Style = LineStyle.Solid,
        };

    private static List<double> X(IReadOnlyList<int> shots) => shots.Select(n => (double)n).ToList();

    private static double Finite(double value) => double.IsFinite(value) ? value : 0;

    /// <summary>Evenly spaced on the axis's log(1 + n).</summary>
    private static double[] Grid(int most) =>
        Enumerable.Range(0, 61).Select(i => Math.Exp(Math.Log(1 + most) * i / 60) - 1).ToArray();
}

using SuppressionLab.Laws.Data;

namespace SuppressionLab.Laws.Fitting;

/// <summary>
/// Thinned curves for the search: the first points alone, later ones in bins that widen with the shots, each bin a mean
/// that weighs as much as its points together. A law hardly bends inside a bin, so the optima of the thinned problem are
/// those of the full one, at an eighth of the cost; the best are then polished on all points.
/// </summary>
internal static class CoarseCurves
{
    private const int Alone = 12;
    private const double Growth = 1.12;

    /// <summary>The thinned curves; their weights, Σ 1/se² of each bin, are in their standard errors.</summary>
    public static CurveSet Of(CurveSet curves, PointWeighting weighting) =>
        new([.. curves.Curves.Select(curve => Of(curve, weighting, false))]);

    /// <summary>
    /// As <see cref="Of(CurveSet, PointWeighting)"/>, each bin its middle point instead of its mean: noisier, but with no
    /// error from the bend inside a bin. For curves that have next to no noise.
    /// </summary>
    public static CurveSet Sampled(CurveSet curves, PointWeighting weighting) =>
        new([.. curves.Curves.Select(curve => Of(curve, weighting, true))]);

    private static TaskCurve Of(TaskCurve curve, PointWeighting weighting, bool sampled)
    {
        var (shots, probabilities, errors) = (new List<double>(), new List<double>(), new List<double>());
        var first = 0;
        while (first < curve.Points)
        {
            var end = first < Alone ? first + 1 : Math.Min(curve.Points, Math.Max(first + 1, (int)(first * Growth)));
            var (weight, n, p) = (0.0, 0.0, 0.0);
            for (var i = first; i < end; i++)
            {
                var w = weighting == PointWeighting.Equal ? 1 : 1 / (curve.StandardErrors![i] * curve.StandardErrors[i]);
                (weight, n, p) = (weight + w, n + (w * curve.Shots[i]), p + (w * curve.Probabilities[i]));
            }
            var middle = (first + end) / 2;
            shots.Add(sampled ? curve.Shots[middle] : n / weight);
            probabilities.Add(sampled ? curve.Probabilities[middle] : Math.Clamp(p / weight, 0, 1));
            errors.Add(1 / Math.Sqrt(weight));
            first = end;
        }
        return new TaskCurve(curve.Task, [.. shots], [.. probabilities], [.. errors]);
    }
}

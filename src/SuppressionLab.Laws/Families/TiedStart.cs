using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.Families;

/// <summary>Starts in the coordinates of the tied laws: logit γ [M], logit(β/γ) [M], log-ratios of ρ [M−1], ln K.</summary>
internal static class TiedStart
{
    private static readonly ScoringWiseLaw ScoringWiseFamily = new();

    /// <summary>
    /// Plausible starts: γ near each curve's plateau, β a common share of it, the prior from where each curve starts
    /// between the two, the efficiency from its half way; each spread widely.
    /// </summary>
    public static StartSource FromCurves(CurveSet curves)
    {
        var summaries = curves.Curves.Select(CurveSummary.Of).ToArray();
        var tasks = summaries.Length;
        return new StartSource(2 + (3 * tasks), (unit, coordinates) =>
        {
            for (var t = 0; t < tasks; t++)
            {
                var level = Math.Clamp(Math.Max(summaries[t].Plateau, summaries[t].Initial), 1e-3, 1 - 1e-3);
                coordinates[t] = Logistic.Logit(level) + (2 * (unit[2 + tasks + t] - 0.35));
                coordinates[tasks + t] = (8 * (unit[0] - 0.65)) + (3 * (unit[2 + (2 * tasks) + t] - 0.5));
            }
            PriorAndEfficiency(summaries, unit.Slice(1, 1 + tasks), coordinates);
        });
    }

    /// <summary>The coordinates of a quick scoring-wise fit.</summary>
    public static double[] ScoringWise(CurveSet curves) =>
        MultiStart.Search(ScoringWiseFamily, curves, double.PositiveInfinity, new LawFitOptions { MaximumStarts = 24 })
            .Best.Coordinates;

    /// <summary>Prior and efficiency of a tied fit, moved by up to ± half the spread in each log-ratio.</summary>
    public static void JitterPriorAndEfficiency(
        ReadOnlySpan<double> tied, ReadOnlySpan<double> one, ReadOnlySpan<double> many, double spread, Span<double> coordinates)
    {
        var tasks = many.Length;
        for (var j = 1; j < tasks; j++)
        {
            coordinates[^(j + 1)] = tied[^(j + 1)] + (spread * (many[j] - 0.5));
        }
        coordinates[^1] = tied[^1] + (spread * (one[0] - 0.5));
    }

    private static void PriorAndEfficiency(
        ReadOnlySpan<CurveSummary> summaries, ReadOnlySpan<double> unit, Span<double> coordinates)
    {
        var tasks = summaries.Length;
        Span<double> prior = stackalloc double[tasks];
        Span<double> rates = stackalloc double[tasks];
        var total = 0.0;
        for (var t = 0; t < tasks; t++)
        {
            var gamma = Logistic.Sigmoid(coordinates[t]);
            var share = Logistic.Sigmoid(coordinates[tasks + t]);
            var odds = Math.Clamp(((summaries[t].Initial / gamma) - share) / Math.Max(1 - share, 1e-6), 0.01, 0.95);
            var slope = Math.Max(-Logistic.LogSigmoid(coordinates[tasks + t]), 1e-3);
            rates[t] = Math.Max(-Logistic.Logit(odds), 0.5) / (summaries[t].HalfShots * slope);
            prior[t] = odds * Math.Exp(3 * (unit[1 + t] - 0.5));
            total += prior[t];
        }
        for (var t = 0; t < tasks; t++)
        {
            prior[t] /= total;
        }
        rates.Sort();
        Simplex.Coordinates(prior, coordinates[^tasks..^1]);
        coordinates[^1] = Math.Log(rates[tasks / 2]) + (6 * (unit[0] - 0.5));
    }
}

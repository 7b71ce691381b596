using SuppressionLab.Laws.Data;

namespace SuppressionLab.Laws.Families;

/// <summary>What a start wants to know of a curve, robust to noise at single points.</summary>
/// <param name="Initial">The probability at the fewest shots (a mean of a few points if there are many).</param>
/// <param name="Plateau">The mean probability of the last tenth of the points.</param>
/// <param name="HalfShots">
/// The first shots at which the curve is halfway between the two, at least 0.5; far beyond the last for a flat curve.
/// </param>
internal readonly record struct CurveSummary(double Initial, double Plateau, double HalfShots)
{
    // A curve that moves by less has no half way: its noise would decide.
    private const double Flat = 0.01;

    public static CurveSummary Of(TaskCurve curve)
    {
        var p = curve.Probabilities;
        var tail = Math.Max(1, p.Length / 10);
        var initial = p.AsSpan(0, Math.Min(p.Length, 1 + (p.Length / 100)));
        var first = Mean(initial);
        var last = Mean(p.AsSpan(p.Length - tail));
        return new CurveSummary(first, last, Math.Abs(last - first) < Flat
            ? 10 * (curve.Shots[^1] + 1)
            : HalfOf(curve, (first + last) / 2, last >= first));
    }

    private static double HalfOf(TaskCurve curve, double level, bool rising)
    {
        for (var i = 0; i < curve.Points; i++)
        {
            var window = curve.Probabilities.AsSpan(i, Math.Min(3, curve.Points - i));
            if (rising ? Mean(window) >= level : Mean(window) <= level)
            {
                return Math.Max(0.5, curve.Shots[i]);
            }
        }
        return Math.Max(0.5, curve.Shots[^1]);
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }
        return sum / values.Length;
    }
}

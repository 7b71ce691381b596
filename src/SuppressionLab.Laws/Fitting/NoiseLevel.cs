using MathNet.Numerics;
using SuppressionLab.Laws.Data;

namespace SuppressionLab.Laws.Fitting;

/// <summary>
/// How noisy curves are, judged without any law: by their high differences, which a smooth curve hardly has. White noise
/// shows alike in every order, a curve's own bends in the lower orders most. The lowest order that is not clearly above the
/// others is taken: the higher ones know the noise less precisely.
/// </summary>
internal static class NoiseLevel
{
    // The first shots, where a curve may bend sharply, are left out of longer curves.
    private const int Bend = 8;
    private const double Clearly = 1.5;
    private static readonly int[] Orders = [4, 8, 12];

    /// <summary>The mean weighted variance of a point; infinite if no curve has five points.</summary>
    public static double Of(CurveSet curves, PointWeighting weighting)
    {
        var levels = Array.ConvertAll(Orders, order => OfOrder(curves, weighting, order));
        var least = levels.Min();
        return Array.Find(levels, level => !(level > Clearly * least));
    }

    private static double OfOrder(CurveSet curves, PointWeighting weighting, int order)
    {
        var binomials = Enumerable.Range(0, order + 1)
            .Select(j => (j % 2 == 0 ? 1 : -1) * SpecialFunctions.Binomial(order, j)).ToArray();
        // The variance of a difference in units of a point's.
        var gain = binomials.Sum(b => b * b);
        var (sum, count) = (0.0, 0);
        foreach (var curve in curves.Curves)
        {
            var p = curve.Probabilities;
            for (var i = curve.Points > 3 * Bend ? Bend : 0; i + order < curve.Points; i++)
            {
                var difference = 0.0;
                for (var j = 0; j <= order; j++)
                {
                    difference += binomials[j] * p[i + j];
                }
                var error = weighting == PointWeighting.Equal ? 1 : curve.StandardErrors![i + (order / 2)];
                sum += difference * difference / error / error / gain;
                count++;
            }
        }
        return count > 0 ? sum / count : double.PositiveInfinity;
    }
}

using SuppressionLab.Laws.Data;

namespace SuppressionLab.Laws.Fitting;

/// <summary>How noisy curves are, judged without any law: by their fourth differences, to which a smooth curve adds little.</summary>
internal static class NoiseLevel
{
    // The first shots, where a curve may bend sharply, are left out of longer curves.
    private const int Bend = 8;
    // The variance of p₀ − 4p₁ + 6p₂ − 4p₃ + p₄ in units of a point's: 1 + 16 + 36 + 16 + 1.
    private const double Gain = 70;

    /// <summary>The mean weighted variance of a point; infinite if no curve has five points.</summary>
    public static double Of(CurveSet curves, PointWeighting weighting)
    {
        var (sum, count) = (0.0, 0);
        foreach (var curve in curves.Curves)
        {
            var p = curve.Probabilities;
            for (var i = curve.Points > 3 * Bend ? Bend : 0; i + 4 < curve.Points; i++)
            {
                var difference = p[i] - (4 * p[i + 1]) + (6 * p[i + 2]) - (4 * p[i + 3]) + p[i + 4];
                var error = weighting == PointWeighting.Equal ? 1 : curve.StandardErrors![i + 2];
                sum += difference * difference / error / error / Gain;
                count++;
            }
        }
        return count > 0 ? sum / count : double.PositiveInfinity;
    }
}

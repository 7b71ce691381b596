using MathNet.Numerics.Distributions;

namespace SuppressionLab.Laws.Comparison;

/// <summary>A paired Student test that the mean of differences is 0.</summary>
/// <param name="Mean">The mean difference; 0 if there are none.</param>
/// <param name="StandardError">Its standard error; 0 with fewer than two differences.</param>
/// <param name="T">Mean / standard error; infinite if all differences are equal and not 0.</param>
/// <param name="P">The two-sided p-value, with n − 1 degrees of freedom; 1 with fewer than two differences.</param>
/// <param name="Count">The number of differences.</param>
public sealed record PairedTest(double Mean, double StandardError, double T, double P, int Count)
{
    /// <summary>Tests independent differences.</summary>
    public static PairedTest Of(IReadOnlyList<double> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        var count = differences.Count;
        if (count < 2)
        {
            return new(count == 0 ? 0 : differences[0], 0, 0, 1, count);
        }
        var mean = differences.Average();
        var error = Math.Sqrt(differences.Sum(d => (d - mean) * (d - mean)) / (count - 1) / count);
        if (error == 0)
        {
            return mean == 0
                ? new(0, 0, 0, 1, count)
                : new(mean, 0, mean > 0 ? double.PositiveInfinity : double.NegativeInfinity, 0, count);
        }
        var t = mean / error;
        return new(mean, error, t, Math.Min(1, 2 * StudentT.CDF(0, 1, count - 1, -Math.Abs(t))), count);
    }
}

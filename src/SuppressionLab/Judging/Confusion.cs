using MathNet.Numerics.LinearAlgebra;

namespace SuppressionLab.Judging;

/// <summary>
/// How a judge takes components for one another, counted on documents of known component, and what shares of components
/// explain its verdicts on others: π = (Mᵀ)⁻¹q for verdicts' shares q and M[c][v] = P(verdict v | component c), the
/// many-class form of Rogan and Gladen (1978).
/// </summary>
/// <remarks>
/// Standard errors by the delta method, dπ = (Mᵀ)⁻¹(dq − dMᵀπ), over both samples. Variances use counts plus ½
/// (Jeffreys' prior), so that no error is 0 because something was never seen.
/// </remarks>
internal sealed class Confusion
{
    /// <summary>Below this condition rows of the confusion are linearly dependent to the last bits that count.</summary>
    private const double LargestCondition = 1e8;

    private readonly int[][] _counts;
    private readonly Matrix<double>? _inverse;

    /// <param name="counts">[component][verdict]; each row has at least one count.</param>
    public Confusion(int[][] counts)
    {
        _counts = counts;
        var transposed = Matrix<double>.Build.Dense(counts.Length, counts.Length, (v, c) => Share(counts[c])[v]);
        _inverse = transposed.ConditionNumber() <= LargestCondition ? transposed.Inverse() : null;
    }

    private int Size => _counts.Length;

    /// <summary>Raw and corrected shares of verdicts' counts, components numbered from 0.</summary>
    public ComponentShare[] Correct(int[] verdicts)
    {
        var raw = Share(verdicts);
        var (corrected, covariance) = (Solve(raw), Covariance(Noise(verdicts), Solve(raw)));
        return
        [
            .. Enumerable.Range(0, Size).Select(c => new ComponentShare(
                c, raw[c], Math.Sqrt(Noise(verdicts)[c, c]), corrected[c], Math.Sqrt(covariance[c, c]))),
        ];
    }

    /// <summary>Changes of raw and corrected shares from one set of verdicts to another.</summary>
    public ComponentShareChange[] Compare(int[] before, int[] after)
    {
        var (first, second) = (Share(before), Share(after));
        var noise = Noise(before) + Noise(after);
        var change = Solve(second) - Solve(first);
        var covariance = Covariance(noise, change);
        return
        [
            .. Enumerable.Range(0, Size).Select(c => new ComponentShareChange(
                c, second[c] - first[c], Math.Sqrt(noise[c, c]), change[c], Math.Sqrt(covariance[c, c]))),
        ];
    }

    /// <summary>Pairs of components of which the judge says the same within three standard errors.</summary>
    public IEnumerable<(int First, int Second)> Indistinguishable() =>
        from first in Enumerable.Range(0, Size)
        from second in Enumerable.Range(first + 1, Size - first - 1)
        let difference = Share(_counts[first]) - Share(_counts[second])
        let variance = Noise(_counts[first]) + Noise(_counts[second])
        where Enumerable.Range(0, Size).All(v => Math.Abs(difference[v]) < 3 * Math.Sqrt(variance[v, v]))
        select (first, second);

    private Vector<double> Solve(Vector<double> raw) =>
        _inverse is null ? Vector<double>.Build.Dense(Size, double.NaN) : _inverse * raw;

    /// <summary>What noise of the verdicts and the confusion's own noise, which weighs as π² or its change, make of π.</summary>
    private Matrix<double> Covariance(Matrix<double> noise, Vector<double> shares)
    {
        if (_inverse is null)
        {
            return Matrix<double>.Build.Dense(Size, Size, double.NaN);
        }
        for (var c = 0; c < Size; c++)
        {
            noise += Noise(_counts[c]) * (shares[c] * shares[c]);
        }
        return _inverse * noise * _inverse.Transpose();
    }

    private static Vector<double> Share(int[] counts)
    {
        double total = counts.Sum();
        return Vector<double>.Build.Dense(counts.Length, v => counts[v] / total);
    }

    /// <summary>The multinomial covariance of shares.</summary>
    private static Matrix<double> Noise(int[] counts)
    {
        double total = counts.Sum();
        var p = counts.Select(n => (n + 0.5) / (total + (0.5 * counts.Length))).ToArray();
        return Matrix<double>.Build.Dense(
            counts.Length, counts.Length, (i, j) => ((i == j ? p[i] : 0) - (p[i] * p[j])) / total);
    }
}

using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace SuppressionLab.Laws.Responses;

/// <summary>
/// σ²(JᵀJ)⁻¹ for the delta method. Directions in which JᵀJ is singular are remembered instead of inverted: whatever
/// changes along one has an infinite variance.
/// </summary>
internal sealed class CoordinateCovariance
{
    // Relative to the largest eigenvalue of JᵀJ scaled to a unit diagonal; below, rounding decides.
    private const double SingularEigenvalue = 1e-13;
    private const double SingularCosine = 1e-5;
    private readonly double[] _scale;
    private readonly Matrix<double> _vectors;
    private readonly double[] _values;
    private readonly double _floor;
    private readonly double _variance;

    /// <summary>Decomposes normal equations.</summary>
    /// <param name="normal">JᵀJ row by row; [size, size].</param>
    /// <param name="variance">σ²; infinite if unknown.</param>
    public CoordinateCovariance(double[] normal, double variance)
    {
        var size = (int)Math.Sqrt(normal.Length);
        _variance = variance;
        _scale = [.. Enumerable.Range(0, size).Select(i => Math.Sqrt(normal[(i * size) + i]))];
        var eigen = DenseMatrix.Create(size, size, (i, j) =>
            _scale[i] > 0 && _scale[j] > 0 ? normal[(i * size) + j] / _scale[i] / _scale[j] : 0).Evd(Symmetricity.Symmetric);
        _vectors = eigen.EigenVectors;
        _values = [.. eigen.EigenValues.Select(value => value.Real)];
        _floor = SingularEigenvalue * _values.Max();
    }

    /// <summary>The covariance of two functions of the coordinates, by their gradients; infinite if undetermined.</summary>
    public double Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var a = Rotated(first);
        var b = Rotated(second);
        if (!double.IsFinite(_variance) || IsSingular(a) || IsSingular(b))
        {
            return double.PositiveInfinity;
        }
        var sum = 0.0;
        for (var e = 0; e < _values.Length; e++)
        {
            sum += _values[e] > _floor ? a[e] * b[e] / _values[e] : 0;
        }
        return sum * _variance;
    }

    private Vector<double> Rotated(ReadOnlySpan<double> gradient)
    {
        var scaled = new double[gradient.Length];
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = gradient[i] / (_scale[i] > 0 ? _scale[i] : 1);
        }
        return _vectors.LeftMultiply(DenseVector.OfArray(scaled));
    }

    private bool IsSingular(Vector<double> rotated)
    {
        var norm = rotated.L2Norm();
        return Enumerable.Range(0, _values.Length)
            .Any(e => !(_values[e] > _floor) && Math.Abs(rotated[e]) > SingularCosine * norm);
    }
}

using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;

namespace SuppressionLab.Laws.Diagnostics;

/// <summary>
/// The covariance of a fit's natural parameters: σ² G (JᵀJ)⁻¹ Gᵀ with G = ∂natural/∂coordinate and σ² the residual
/// variance (1 in a weighted fit). Directions in which JᵀJ is singular are not inverted but remembered: a parameter that
/// moves along one has an infinite standard error.
/// </summary>
public sealed class ParameterCovariance
{
    // Relative to the largest eigenvalue of JᵀJ scaled to a unit diagonal; below, rounding decides.
    private const double SingularEigenvalue = 1e-13;
    // A parameter counts as moving along a singular direction from this cosine on.
    private const double SingularCosine = 1e-5;
    private readonly double[,] _covariance;

    private ParameterCovariance(double[,] covariance, double[] standardErrors, double condition)
    {
        _covariance = covariance;
        StandardErrors = standardErrors;
        ConditionNumber = condition;
    }

    /// <summary>Standard errors in the family's order of natural parameters; infinite where not determined.</summary>
    public IReadOnlyList<double> StandardErrors { get; }

    /// <summary>Largest over smallest eigenvalue of JᵀJ scaled to a unit diagonal; infinite if singular.</summary>
    public double ConditionNumber { get; }

    /// <summary>
    /// The correlation of two natural parameters, by their indices, in [−1, 1]; 0 if either is not determined.
    /// </summary>
    public double Correlation(int first, int second)
    {
        var (a, b) = (StandardErrors[first], StandardErrors[second]);
        return double.IsFinite(a) && double.IsFinite(b) && a > 0 && b > 0
            ? Math.Clamp(_covariance[first, second] / a / b, -1, 1)
            : 0;
    }

    /// <summary>The covariance at fitted coordinates.</summary>
    internal static ParameterCovariance Of(
        LawFamily family, CurveSet curves, PointWeighting weighting, CurveProblem problem, double[] coordinates)
    {
        var size = coordinates.Length;
        var normal = new double[size * size];
        var cost = problem.Linearise(coordinates, normal, new double[size]);
        var freedom = curves.Points - size;
        var variance = weighting == PointWeighting.InverseVariance ? 1
            : freedom > 0 ? cost / freedom : double.PositiveInfinity;
        var scale = new double[size];
        for (var i = 0; i < size; i++)
        {
            scale[i] = Math.Sqrt(normal[(i * size) + i]);
        }
        var correlation = DenseMatrix.Create(size, size, (i, j) =>
            scale[i] > 0 && scale[j] > 0 ? normal[(i * size) + j] / scale[i] / scale[j] : 0);
        var eigen = correlation.Evd(Symmetricity.Symmetric);
        var values = eigen.EigenValues.Select(value => value.Real).ToArray();
        var floor = SingularEigenvalue * values.Max();
        var gradients = ScaledGradients(family, curves.Curves.Count, coordinates, scale, eigen.EigenVectors);
        return Build(gradients, values, floor, variance);
    }

    /// <summary>∂natural/∂direction along each eigenvector; [natural, eigenvector].</summary>
    private static Matrix<double> ScaledGradients(
        LawFamily family, int tasks, double[] coordinates, double[] scale, Matrix<double> vectors)
    {
        var count = family.Parameters(tasks).Count;
        var size = coordinates.Length;
        var jacobian = new double[count * size];
        family.ToNatural(tasks, coordinates, new double[count], jacobian);
        // A coordinate without any effect on the curves has scale 0: its own axis is an eigenvector of eigenvalue 0.
        var scaled = DenseMatrix.Create(count, size, (i, j) => jacobian[(i * size) + j] / (scale[j] > 0 ? scale[j] : 1));
        return scaled * vectors;
    }

    private static ParameterCovariance Build(Matrix<double> gradients, double[] values, double floor, double variance)
    {
        var (count, size) = (gradients.RowCount, gradients.ColumnCount);
        var covariance = new double[count, count];
        var errors = new double[count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = 0.0;
                for (var e = 0; e < size; e++)
                {
                    sum += values[e] > floor ? gradients[i, e] * gradients[j, e] / values[e] : 0;
                }
                covariance[i, j] = covariance[j, i] = double.IsFinite(variance) ? sum * variance : 0;
            }
            var norm = gradients.Row(i).L2Norm();
            var singular = Enumerable.Range(0, size)
                .Any(e => !(values[e] > floor) && Math.Abs(gradients[i, e]) > SingularCosine * norm);
            errors[i] = singular || !double.IsFinite(variance)
                ? double.PositiveInfinity
                : Math.Sqrt(covariance[i, i]);
        }
        var smallest = values.Min();
        return new ParameterCovariance(
            covariance, errors, smallest > floor ? values.Max() / smallest : double.PositiveInfinity);
    }
}

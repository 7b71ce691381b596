using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Laws.Uncertainty;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.Diagnostics;

/// <summary>
/// The covariance of a fit's natural parameters, G C Gᵀ with G = ∂natural/∂coordinate and C the covariance of the
/// coordinates: σ² (JᵀJ)⁻¹ with σ² the residual variance (1 in a weighted fit), or the sandwich
/// (JᵀWJ)⁻¹ JᵀWΣWJ (JᵀWJ)⁻¹ with Σ the covariance of the mean curves (Huber 1967; White 1982). Directions in which JᵀJ is singular are not inverted but remembered: a parameter that
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
        return Build(family, curves.Curves.Count, coordinates, normal, null, variance);
    }

    /// <summary>
    /// The sandwich covariance of a fit: right to first order whatever the correlation of a task's points, and also where
    /// the law is only an approximation. It costs about as much as one iteration of the fit.
    /// </summary>
    /// <param name="fit">The fit.</param>
    /// <param name="curves">The curves that it was fitted to.</param>
    /// <param name="noise">Their noise.</param>
    /// <exception cref="InputException">Curves and noise are not of the same tasks and points.</exception>
    public static ParameterCovariance Sandwich(LawFit fit, CurveSet curves, CurveNoise noise)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(curves);
        ArgumentNullException.ThrowIfNull(noise);
        noise.CheckMatch(curves);
        var problem = new CurveProblem(fit.Family, curves, fit.Weighting);
        var size = problem.ParameterCount;
        var (normal, meat) = (new double[size * size], new double[size * size]);
        problem.Linearise(fit.Coordinates, normal, new double[size]);
        problem.AddMeat(fit.Coordinates, noise, meat);
        var known = curves.Points >= size ? 1 : double.PositiveInfinity;
        return Build(fit.Family, fit.Tasks.Count, [.. fit.Coordinates], normal, meat, known);
    }

    /// <summary>The covariance were the noise of every point, weighted as in the fit, independent with variance 1.</summary>
    internal static ParameterCovariance Unit(LawFit fit, CurveSet curves)
    {
        var problem = new CurveProblem(fit.Family, curves, fit.Weighting);
        var size = problem.ParameterCount;
        var normal = new double[size * size];
        problem.Linearise(fit.Coordinates, normal, new double[size]);
        return Build(fit.Family, fit.Tasks.Count, [.. fit.Coordinates], normal, null, 1);
    }

    private static ParameterCovariance Build(
        LawFamily family, int tasks, double[] coordinates, double[] normal, double[]? meat, double variance)
    {
        var size = coordinates.Length;
        var scale = new double[size];
        for (var i = 0; i < size; i++)
        {
            scale[i] = Math.Sqrt(normal[(i * size) + i]);
        }
        Matrix<double> Scaled(double[] matrix) => DenseMatrix.Create(size, size, (i, j) =>
            scale[i] > 0 && scale[j] > 0 ? matrix[(i * size) + j] / scale[i] / scale[j] : 0);
        var eigen = Scaled(normal).Evd(Symmetricity.Symmetric);
        var values = eigen.EigenValues.Select(value => value.Real).ToArray();
        var middle = meat is null ? null : eigen.EigenVectors.TransposeThisAndMultiply(Scaled(meat)) * eigen.EigenVectors;
        var gradients = ScaledGradients(family, tasks, coordinates, scale, eigen.EigenVectors);
        return Build(gradients, values, SingularEigenvalue * values.Max(), middle, variance);
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

    private static ParameterCovariance Build(
        Matrix<double> gradients, double[] values, double floor, Matrix<double>? middle, double variance)
    {
        var (count, size) = (gradients.RowCount, gradients.ColumnCount);
        var inverted = DenseMatrix.Create(count, size, (i, e) => values[e] > floor ? gradients[i, e] / values[e] : 0);
        // In the eigenvectors' coordinates JᵀJ is diagonal: where the noise is σ² everywhere, so is the meat.
        middle ??= DenseMatrix.CreateDiagonal(size, size, e => Math.Max(values[e], 0));
        var factor = double.IsFinite(variance) ? variance : 0;
        var covariance = (inverted * middle).TransposeAndMultiply(inverted).Multiply(factor).ToArray();
        var errors = new double[count];
        for (var i = 0; i < count; i++)
        {
            var norm = gradients.Row(i).L2Norm();
            var singular = Enumerable.Range(0, size)
                .Any(e => !(values[e] > floor) && Math.Abs(gradients[i, e]) > SingularCosine * norm);
            errors[i] = singular || !double.IsFinite(variance)
                ? double.PositiveInfinity
                : Math.Sqrt(Math.Max(covariance[i, i], 0));
        }
        var smallest = values.Min();
        return new ParameterCovariance(
            covariance, errors, smallest > floor ? values.Max() / smallest : double.PositiveInfinity);
    }
}

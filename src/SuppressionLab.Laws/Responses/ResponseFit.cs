using MathNet.Numerics.Distributions;
using SuppressionLab.Laws.Fitting;

namespace SuppressionLab.Laws.Responses;

/// <summary>A response law fitted to points.</summary>
public sealed class ResponseFit
{
    private readonly double[] _coordinates;
    private readonly CoordinateCovariance _covariance;
    private readonly double[,] _natural;

    internal ResponseFit(
        ResponseFamily family, double[] x, double[] y, bool weighted, ResponseProblem problem, SolverResult result)
    {
        Family = family;
        _coordinates = result.Coordinates;
        Points = x.Length;
        FreeParameters = family.Parameters.Count;
        ExitReason = Points < FreeParameters ? ExitReason.FewerPointsThanParameters : result.Reason;
        IsWeighted = weighted;
        Cost = result.Cost;
        Sse = x.Zip(y, (at, seen) => Predict(at) - seen).Sum(error => error * error);
        var freedom = Points - FreeParameters;
        var normal = new double[FreeParameters * FreeParameters];
        problem.Linearise(_coordinates, normal, new double[FreeParameters]);
        ResidualVariance = freedom > 0 ? Cost / freedom : double.PositiveInfinity;
        _covariance = new CoordinateCovariance(
            normal, weighted ? 1 : ResidualVariance);
        _natural = NaturalJacobian(out var values);
        Natural = values;
        Covariance = new double[FreeParameters, FreeParameters];
        for (var i = 0; i < FreeParameters; i++)
        {
            for (var j = 0; j < FreeParameters; j++)
            {
                Covariance[i, j] = _covariance.Of(Row(i), Row(j));
            }
        }
        Parameters = ByName(Natural);
        StandardErrors = ByName([.. Enumerable.Range(0, FreeParameters).Select(i => Math.Sqrt(Covariance[i, i]))]);
    }

    /// <summary>The law.</summary>
    public ResponseFamily Family { get; }

    /// <summary>The natural parameters in the family's order.</summary>
    public IReadOnlyList<double> Natural { get; }

    /// <summary>The natural parameters by name.</summary>
    public IReadOnlyDictionary<string, double> Parameters { get; }

    /// <summary>Their standard errors by the delta method; infinite where the points do not determine a parameter.</summary>
    public IReadOnlyDictionary<string, double> StandardErrors { get; }

    /// <summary>
    /// The covariance of the natural parameters; [parameters, parameters]. From the given standard errors where there
    /// are any, else from the residuals; infinite where not determined (no more points than parameters, no standard
    /// errors given).
    /// </summary>
    public double[,] Covariance { get; }

    /// <summary>Whether points were weighed by given standard errors.</summary>
    public bool IsWeighted { get; }

    /// <summary>The unweighted sum of squared errors.</summary>
    public double Sse { get; }

    /// <summary>What was minimised: χ² if weighted, else <see cref="Sse"/>.</summary>
    public double Cost { get; }

    /// <summary>
    /// <see cref="Cost"/> over the degrees of freedom: the variance of a point, or, in a weighted fit, the reduced χ²
    /// (well above 1: the law or the standard errors are wrong). Infinite without a degree of freedom.
    /// </summary>
    public double ResidualVariance { get; }

    /// <summary>The number of points.</summary>
    public int Points { get; }

    /// <summary>The number of free parameters.</summary>
    public int FreeParameters { get; }

    /// <summary>Why the best descent stopped, or that there are fewer points than parameters.</summary>
    public ExitReason ExitReason { get; }

    /// <summary>How many starts were tried.</summary>
    public int StartsTried { get; internal init; }

    /// <summary>How many of them ended within 1e-6 (relative) of the best.</summary>
    public int StartsAgreeing { get; internal init; }

    /// <summary>The fitted response.</summary>
    /// <param name="x">Finite, at least 0; above 0 for laws of ln x.</param>
    /// <exception cref="Primitives.Errors.InputException">x is out of range.</exception>
    public double Predict(double x)
    {
        ResponseCheck.CheckX(Family, x, "prediction");
        Span<double> value = stackalloc double[1];
        Family.Evaluate(_coordinates, [x], value, []);
        return value[0];
    }

    /// <summary>The standard error of the fitted response by the delta method; infinite where not determined.</summary>
    /// <inheritdoc cref="Predict" path="/param|/exception"/>
    public double PredictionStandardError(double x)
    {
        ResponseCheck.CheckX(Family, x, "prediction");
        var gradient = new double[FreeParameters];
        Family.Evaluate(_coordinates, [x], stackalloc double[1], gradient);
        return Math.Sqrt(_covariance.Of(gradient, gradient));
    }

    /// <summary>
    /// A confidence interval of the fitted response: ± Student's t (normal in a weighted fit) times
    /// <see cref="PredictionStandardError"/>. It holds the curve, not a new noisy point.
    /// </summary>
    /// <param name="x">As in <see cref="Predict"/>.</param>
    /// <param name="level">The coverage, between 0 and 1.</param>
    public (double Low, double High) PredictionInterval(double x, double level = 0.95)
    {
        var upper = (1 + level) / 2;
        var freedom = Points - FreeParameters;
        var factor = IsWeighted ? Normal.InvCDF(0, 1, upper)
            : freedom > 0 ? StudentT.InvCDF(0, 1, freedom, upper) : double.PositiveInfinity;
        var half = factor * PredictionStandardError(x);
        var middle = Predict(x);
        return (middle - half, middle + half);
    }

    private double[,] NaturalJacobian(out double[] natural)
    {
        natural = new double[FreeParameters];
        var jacobian = new double[FreeParameters * FreeParameters];
        Family.ToNatural(_coordinates, natural, jacobian);
        var result = new double[FreeParameters, FreeParameters];
        Buffer.BlockCopy(jacobian, 0, result, 0, jacobian.Length * sizeof(double));
        return result;
    }

    private double[] Row(int i) => [.. Enumerable.Range(0, FreeParameters).Select(j => _natural[i, j])];

    private OrderedDictionary<string, double> ByName(IReadOnlyList<double> values)
    {
        var result = new OrderedDictionary<string, double>(values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            result.Add(Family.Parameters[i].Name, values[i]);
        }
        return result;
    }
}

using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Responses;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.DoseResponse;

/// <summary>
/// The parameters of a tied Bayesian law as functions of a dose, and so the curve of a model that was not measured. Each
/// parameter has a response of its own on a scale without bounds: log-ratios of ρ, ln K, logit β, and logit of
/// (γ − β)/(1 − β), so that what is predicted is a law again. A parameter that is the same at all doses stays so.
/// </summary>
public sealed class CurveResponse
{
    private const double Constant = 1e-9;
    private readonly ResponseFit?[] _responses;
    private readonly double[] _mean;
    private readonly int _tasks;

    private CurveResponse(TiedBayesianLaw family, ResponseFamily? response, int tasks, ResponseFit?[] responses, double[] mean)
    {
        (Family, Response, _tasks, _responses, _mean) = (family, response, tasks, responses, mean);
    }

    /// <summary>The law of shots.</summary>
    public TiedBayesianLaw Family { get; }

    /// <summary>The law of the dose; null for "the mean at every dose".</summary>
    public ResponseFamily? Response { get; }

    /// <summary>Fits the responses.</summary>
    /// <param name="family">The law of shots.</param>
    /// <param name="points">The law's parameters at two or more different doses.</param>
    /// <param name="response">
    /// The law of the dose; one that takes ln x takes ln(1 + x) here, so that no suppression is a dose too. Null for the mean.
    /// </param>
    /// <exception cref="InputException">Fewer than two different doses, one below 0, or parameters of another number of tasks.</exception>
    public static CurveResponse Fit(TiedBayesianLaw family, IReadOnlyList<DosePoint> points, ResponseFamily? response)
    {
        ArgumentNullException.ThrowIfNull(family);
        Check(family, points);
        var tasks = points[0].Natural.Count / 3;
        var coordinates = points.Select(point => TiedCoordinates.FromNatural(tasks, point.Natural)).ToArray();
        var xs = points.Select(point => Dose(response, point.X)).ToArray();
        var responses = new ResponseFit?[3 * tasks];
        for (var j = 0; j < responses.Length; j++)
        {
            var ys = Array.ConvertAll(coordinates, c => c[j]);
            responses[j] = response is null || ys.Max() - ys.Min() < Constant ? null : ResponseFitter.Fit(response, xs, ys);
        }
        var mean = Enumerable.Range(0, 3 * tasks).Select(j => coordinates.Average(c => c[j])).ToArray();
        return new CurveResponse(family, response, tasks, responses, mean);
    }

    /// <summary>The natural parameters at a dose, in the family's order.</summary>
    public double[] Natural(double x)
    {
        var dose = Dose(Response, x);
        return TiedCoordinates.ToNatural(_tasks, [.. _responses.Select((fit, j) => fit?.Predict(dose) ?? _mean[j])]);
    }

    /// <summary>The curve of a model at a dose.</summary>
    /// <param name="x">The dose, at least 0.</param>
    /// <param name="task">The task's index.</param>
    /// <param name="shots">Numbers n ≥ 0; [points].</param>
    public double[] Predict(double x, int task, ReadOnlySpan<double> shots) =>
        Family.Evaluate(_tasks, task, Family.ToCoordinates(_tasks, Natural(x)), shots);

    private static double Dose(ResponseFamily? response, double x) => response is { NeedsPositiveX: true } ? 1 + x : x;

    private static void Check(TiedBayesianLaw family, IReadOnlyList<DosePoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Select(point => point.X).Distinct().Count() < 2)
        {
            throw new InputException("dose-response: at least 2 different doses are needed");
        }
        if (points.FirstOrDefault(point => !(point.X >= 0 && double.IsFinite(point.X))) is { } bad)
        {
            throw new InputException($"dose-response: dose {bad.X} is not allowed; 0 or a positive number is");
        }
        var size = points[0].Natural.Count;
        if (points.Any(point => point.Natural.Count != size) || size != family.Parameters(size / 3).Count)
        {
            throw new InputException("dose-response: the parameters must be one law's, of the same tasks at every dose");
        }
    }
}

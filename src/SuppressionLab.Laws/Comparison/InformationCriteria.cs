using SuppressionLab.Laws.Fitting;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.Comparison;

/// <summary>
/// AICc and BIC of a law on some curves, with the numbers of parameters that they charge for. Gaussian errors of one
/// unknown variance: −2 ln L = n ln(2π SSE/n) + n, p = free parameters + 1 (the variance),
/// AICc = −2 ln L + 2p + 2p(p + 1)/(n − p − 1) (Hurvich and Tsai 1989), BIC = −2 ln L + p ln n (Schwarz 1978). A curve law
/// is charged for all its curves together, so that it describes the same points as a pooled law.
/// </summary>
/// <remarks>
/// Both take points as independent. Points of one prompt are not, so differences look larger than they are; use them to
/// rank, and extrapolation or a bootstrap to decide.
/// </remarks>
/// <param name="Law">The law.</param>
/// <param name="Curves">The number of curves described.</param>
/// <param name="Points">The number of points, n.</param>
/// <param name="FreeParameters">Free parameters on all curves together, without the variance.</param>
/// <param name="Sse">The squared error on all curves.</param>
/// <param name="Aicc">AICc; ∞ where n ≤ p + 1.</param>
/// <param name="Bic">BIC.</param>
public sealed record InformationCriteria(
    string Law, int Curves, int Points, int FreeParameters, double Sse, double Aicc, double Bic)
{
    // Of an exact fit the likelihood is endless; a variance below rounding is rounding.
    private const double LeastVariance = 1e-30;

    /// <summary>Free parameters a curve: 3 for the power law, 3 for a tied Bayesian law whatever the number of tasks.</summary>
    public double ParametersPerCurve => (double)FreeParameters / Curves;

    /// <summary>The criteria of one pooled fit, or of a curve law's fits, one a task.</summary>
    /// <param name="fits">As <see cref="LawFitter.FitAll"/> returns them.</param>
    /// <exception cref="InputException">No fit, fits of several laws, or one task twice.</exception>
    public static InformationCriteria Of(IReadOnlyList<LawFit> fits)
    {
        ArgumentNullException.ThrowIfNull(fits);
        if (fits.Count == 0 || fits.Any(fit => fit.Law != fits[0].Law))
        {
            throw new InputException("information criteria: the fits of one law are needed, one pooled or one a task");
        }
        var tasks = fits.SelectMany(fit => fit.Tasks).ToArray();
        if (tasks.Distinct().Count() < tasks.Length)
        {
            throw new InputException("information criteria: a task is fitted twice; once is allowed");
        }
        var (points, parameters, sse) = (fits.Sum(f => f.Points), fits.Sum(f => f.FreeParameters), fits.Sum(f => f.Sse));
        return new(fits[0].Law, tasks.Length, points, parameters, sse, CorrectedAkaike(points, parameters, sse),
            Bayesian(points, parameters, sse));
    }

    /// <summary>AICc of a squared error.</summary>
    /// <param name="points">The number of points.</param>
    /// <param name="parameters">Free parameters without the variance.</param>
    /// <param name="sse">The squared error.</param>
    internal static double CorrectedAkaike(int points, int parameters, double sse)
    {
        var p = parameters + 1;
        return points <= p + 1
            ? double.PositiveInfinity
            : Deviance(points, sse) + (2 * p) + (2.0 * p * (p + 1) / (points - p - 1));
    }

    /// <summary>BIC of a squared error.</summary>
    /// <inheritdoc cref="CorrectedAkaike" path="/param"/>
    internal static double Bayesian(int points, int parameters, double sse) =>
        Deviance(points, sse) + ((parameters + 1) * Math.Log(points));

    private static double Deviance(int points, double sse) =>
        points * (1 + Math.Log(2 * Math.PI * Math.Max(sse / points, LeastVariance)));
}

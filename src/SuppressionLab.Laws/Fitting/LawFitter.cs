using System.Diagnostics;
using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Diagnostics;
using SuppressionLab.Laws.Families;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.Fitting;

/// <summary>Fits laws to curves by least squares in probability, from many starts. Results are the same on every run.</summary>
public static class LawFitter
{
    /// <summary>Fits a pooled law to all curves together, or a curve law to the one curve of a set.</summary>
    /// <param name="family">The law.</param>
    /// <param name="training">The curves to fit; a held-out part is not looked at.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="InputException">
    /// A field of the options is out of range, the law needs more tasks (a Bayesian law two) or fewer (a curve law one:
    /// see <see cref="FitAll"/>), or a weighted fit lacks a standard error. Nothing else: flat, falling or short curves
    /// are fitted, and what they leave undetermined is said in <see cref="LawFit.Conclusions"/>.
    /// </exception>
    public static LawFit Fit(LawFamily family, CurveSet training, LawFitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(training);
        options ??= new LawFitOptions();
        options.Validate();
        var clock = Stopwatch.StartNew();
        var problem = new CurveProblem(family, training, options.Weighting);
        var (best, search) = GlobalSearch.Run(family, training, problem, options);
        return Finish(family, training, options.Weighting, problem, best, search, clock);
    }

    /// <summary>One fit for a pooled law, one a curve, in task order, for a curve law.</summary>
    /// <inheritdoc cref="Fit"/>
    public static IReadOnlyList<LawFit> FitAll(LawFamily family, CurveSet training, LawFitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(training);
        return family.IsPooled
            ? [Fit(family, training, options)]
            : [.. Enumerable.Range(0, training.Curves.Count).Select(i => Fit(family, training.Single(i), options))];
    }

    /// <summary>Descends from given natural parameters only (a bootstrap refit, or a fit known elsewhere).</summary>
    /// <param name="family">The law.</param>
    /// <param name="training">The curves to fit.</param>
    /// <param name="natural">The natural parameters to start from, in the order of <see cref="LawFamily.Parameters"/>.</param>
    /// <param name="options">How; the fields about starts are not used; null for the defaults.</param>
    /// <inheritdoc cref="Fit" path="/exception"/>
    public static LawFit FitFrom(
        LawFamily family, CurveSet training, ReadOnlySpan<double> natural, LawFitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(training);
        options ??= new LawFitOptions();
        options.Validate();
        var clock = Stopwatch.StartNew();
        var problem = new CurveProblem(family, training, options.Weighting);
        var start = family.ToCoordinates(training.Curves.Count, natural);
        var result = new LevenbergMarquardt(problem).Solve(start, options.MaximumIterations, options.Tolerance);
        return Finish(family, training, options.Weighting, problem, result, null, clock);
    }

    private static LawFit Finish(
        LawFamily family,
        CurveSet training,
        PointWeighting weighting,
        CurveProblem problem,
        SolverResult result,
        StartSummary? search,
        Stopwatch clock)
    {
        family.Canonicalise(training.Curves.Count, result.Coordinates);
        var covariance = ParameterCovariance.Of(family, training, weighting, problem, result.Coordinates);
        var fit = new LawFit(family, training, result)
        {
            StartsTried = search?.Tried ?? 1,
            StartsAgreeing = search?.Agreeing ?? 1,
            BestStart = search?.BestStart ?? 0,
            Covariance = covariance,
            Weighting = weighting,
        };
        fit.Conclusions = IdentificationAnalyser.Analyse(fit, training);
        fit.Milliseconds = clock.Elapsed.TotalMilliseconds;
        return fit;
    }
}

using SuppressionLab.Laws.Fitting;

namespace SuppressionLab.Laws.Responses;

/// <summary>Fits response laws to points by least squares from a grid of starts. The same on every run.</summary>
public static class ResponseFitter
{
    private const int Iterations = 300;
    private const double Tolerance = 1e-12;
    private const double Agreement = 1e-6;

    /// <summary>Fits a law.</summary>
    /// <param name="family">The law.</param>
    /// <param name="x">Where; finite, at least 0 (above 0 for laws of ln x), in any order, repeats allowed; [points].</param>
    /// <param name="y">What was seen there; finite and in the family's range; [points].</param>
    /// <param name="standardErrors">
    /// Its standard errors, above 0; [points]. They weigh the points by 1/se² and give the covariance; without them all
    /// points count alike and the covariance comes from the residuals.
    /// </param>
    /// <exception cref="Primitives.Errors.InputException">
    /// Arrays that differ in length or are empty, a number that is not finite or out of range; the message names the
    /// point. Few or level points are no error: their fit's <see cref="ResponseFit.ExitReason"/> and infinite standard
    /// errors say so.
    /// </exception>
    public static ResponseFit Fit(
        ResponseFamily family, IReadOnlyList<double> x, IReadOnlyList<double> y, IReadOnlyList<double>? standardErrors = null)
    {
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        ResponseCheck.Check(family, x, y, standardErrors);
        double[] weights = [.. Enumerable.Range(0, x.Count).Select(i =>
            standardErrors is null ? 1 : 1 / (standardErrors[i] * standardErrors[i]))];
        double[] xs = [.. x];
        double[] ys = [.. y];
        var problem = new ResponseProblem(family, xs, ys, weights);
        var solver = new LevenbergMarquardt(problem);
        var results = family.Starts(xs, ys, weights).Select(start => solver.Solve(start, Iterations, Tolerance)).ToArray();
        var best = results.MinBy(result => result.Cost)!;
        return new ResponseFit(family, xs, ys, standardErrors is not null, problem, best)
        {
            StartsTried = results.Length,
            StartsAgreeing = results.Count(result => result.Cost <= (best.Cost * (1 + Agreement)) + 1e-20),
        };
    }
}

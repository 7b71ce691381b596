using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Fitting;

/// <summary>
/// What is done where the best of all starts leaves more than the curves' noise: <see cref="BlockSearch"/> from the best
/// few optima. On curves with hardly any noise every local optimum shows, and the search goes on for longer.
/// </summary>
internal static class DeepSearch
{
    // A squared error so many times the noise is no noise.
    private const double Clean = 100;
    // Squared errors this small, an rms of 1e-8 in probability, are an exact fit for any use.
    private const double Exact = 1e-16;
    // A gain so large means that the shared coordinates are right: other optima have no more to offer.
    private const double Solved = 1e-3;
    private const int CleanIterations = 1000;

    /// <summary>The optima, improved, best first.</summary>
    /// <param name="family">The law.</param>
    /// <param name="curves">The curves, not thinned.</param>
    /// <param name="noise">The variance of a point of weight 1.</param>
    /// <param name="optima">Local optima, best first.</param>
    /// <param name="options">The weighting and the seed.</param>
    public static IReadOnlyList<SolverResult> Improve(
        LawFamily family, CurveSet curves, double noise, IReadOnlyList<SolverResult> optima, LawFitOptions options)
    {
        var tasks = curves.Curves.Count;
        if (family.PermutableBlocks(tasks).Count == 0 && family.OwnCoordinates(tasks) == 0)
        {
            return optima;
        }
        var freedom = Math.Max(CoarseCurves.Of(curves, options.Weighting).Points - family.FreeParameters(tasks), 1);
        var target = Math.Max(noise * freedom, Exact * curves.Points);
        var clean = optima[0].Cost > Clean * target;
        var coarse = clean
            ? CoarseCurves.Sampled(curves, options.Weighting)
            : CoarseCurves.Of(curves, options.Weighting);
        var problem = new CurveProblem(family, coarse, PointWeighting.InverseVariance);
        var solver = new LevenbergMarquardt(problem);
        var stream = RandomKey.FromSeed(options.Seed).Derive("law-moves").Derive(family.Name).Open();
        var own = family.OwnCoordinates(tasks);
        var combinations = own > 0 ? new CombinationSearch(problem, tasks, own, stream) : null;
        var search = new BlockSearch(family, problem, tasks, stream);
        var results = new List<SolverResult>();
        foreach (var optimum in optima)
        {
            var start = clean ? solver.Solve(optimum.Coordinates, CleanIterations, 1e-9) : optimum;
            var improved = combinations is not null
                ? clean ? combinations.Improve(start, target, 40, 4, 16 * tasks) : combinations.Improve(start, target, 8, 2, 4 * tasks)
                : clean ? search.Improve(start, target, 40, 3) : search.Improve(start, target, 4, 1);
            if (Environment.GetEnvironmentVariable("DBG") != null) { Console.WriteLine($"   target {target:G3} clean {clean} start {optimum.Cost:G4} solved {start.Cost:G4} improved {improved.Cost:G4}"); }
            results.Add(clean ? solver.Solve(improved.Coordinates, CleanIterations, 1e-12) : improved);
            if (improved.Cost <= Math.Max(target, Solved * start.Cost))
            {
                break;
            }
        }
        return [.. results.OrderBy(result => result.Cost)];
    }
}

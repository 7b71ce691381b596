using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Fitting;

/// <summary>
/// What is done where the best of all starts leaves more than the curves' noise: <see cref="CombinationSearch"/> for the
/// law with rows of its own, <see cref="BlockSearch"/> for curves with hardly any noise, where every local optimum shows
/// and the search goes on for longer.
/// </summary>
internal static class DeepSearch
{
    /// <summary>A squared error so many times the noise is clearly above it.</summary>
    public const double Clear = 1.3;

    /// <summary>A squared error a point so small, an rms of 1e-9 in probability, is an exact fit for any use.</summary>
    public const double Exact = 1e-18;

    // A squared error so many times the noise means that there is hardly any noise.
    private const double Clean = 100;
    // A gain so large means that the shared coordinates are right: other optima have no more to offer.
    private const double Solved = 1e-3;
    private const int CleanIterations = 1000;

    /// <summary>The optima, improved, best first.</summary>
    /// <param name="family">The law.</param>
    /// <param name="curves">The curves, not thinned.</param>
    /// <param name="noise">The variance of a point of weight 1.</param>
    /// <param name="optima">Local optima, best first.</param>
    /// <param name="options">The weighting and the seed.</param>
    /// <param name="repeat">Which of several searches.</param>
    public static IReadOnlyList<SolverResult> Improve(
        LawFamily family, CurveSet curves, double noise, IReadOnlyList<SolverResult> optima, LawFitOptions options, int repeat)
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
        var stream = RandomKey.FromSeed(options.Seed).Derive("law-moves").Derive(family.Name).Derive(repeat).Open();
        var own = family.OwnCoordinates(tasks);
        var combinations = own > 0 ? new CombinationSearch(problem, tasks, own, stream) : null;
        var search = new BlockSearch(family, problem, tasks, stream);
        var results = new List<SolverResult>();
        var effort = clean ? CombinationEffort.Clean(tasks)
            : optima[0].Cost > Clear * target ? CombinationEffort.Clear(tasks) : CombinationEffort.Mild(tasks);
        foreach (var optimum in optima.Take(effort.Optima))
        {
            var start = clean ? solver.Solve(optimum.Coordinates, CleanIterations, 1e-9) : optimum;
            var improved = combinations is not null ? combinations.Improve(start, target, effort)
                : clean ? search.Improve(start, target, 40, 3)
                : start;
            results.Add(clean ? solver.Solve(improved.Coordinates, CleanIterations, 1e-12) : improved);
            if (improved.Cost <= Math.Max(target, Solved * start.Cost))
            {
                break;
            }
        }
        return [.. results.OrderBy(result => result.Cost)];
    }
}

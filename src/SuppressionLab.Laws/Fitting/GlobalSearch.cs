using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;

namespace SuppressionLab.Laws.Fitting;

/// <summary>
/// A fit from beginning to end: starts on thinned curves (<see cref="MultiStart"/>), more effort where they leave more
/// than the noise (<see cref="DeepSearch"/>), and the best few descended to the end on all points.
/// </summary>
internal static class GlobalSearch
{
    // For laws of many local optima a squared error above the noise is believed when two searches agree, or after these.
    private const int Opinions = 3;
    private const double Agreement = 1e-3;

    /// <summary>The best optimum found, and what the starts did.</summary>
    public static (SolverResult Best, StartSummary Starts) Run(
        LawFamily family, CurveSet training, CurveProblem problem, LawFitOptions options)
    {
        var noise = NoiseLevel.Of(training, options.Weighting);
        var coarse = CoarseCurves.Of(training, options.Weighting);
        var solver = new LevenbergMarquardt(problem);
        SolverResult? best = null;
        var starts = default(StartSummary);
        for (var opinion = 0; opinion < Opinions; opinion++)
        {
            var search = MultiStart.Search(family, coarse, noise, options, opinion);
            var optima = search.IsAdequate
                ? search.Different()
                : DeepSearch.Improve(family, training, noise, search.Different(), options, opinion);
            var result = optima
                .Select(o => solver.Solve(o.Coordinates, options.MaximumIterations, options.Tolerance)).MinBy(r => r.Cost)!;
            var agreed = best is not null && Math.Abs(result.Cost - best.Cost) <= Agreement * best.Cost;
            starts = best is null || result.Cost < best.Cost
                ? new StartSummary(starts.Tried + search.Tried, search.Agreeing, starts.Tried + search.BestStart)
                : starts with { Tried = starts.Tried + search.Tried };
            best = best is null || result.Cost < best.Cost ? result : best;
            if (agreed || !NeedsAnother(family, coarse, noise, optima[0].Cost))
            {
                break;
            }
        }
        return (best!, starts);
    }

    private static bool NeedsAnother(LawFamily family, CurveSet coarse, double noise, double cost)
    {
        var tasks = coarse.Curves.Count;
        var freedom = Math.Max(coarse.Points - family.FreeParameters(tasks), 1);
        return family.OwnCoordinates(tasks) > 0
            && cost > Math.Max(DeepSearch.Clear * noise * freedom, DeepSearch.Exact * coarse.Points);
    }
}

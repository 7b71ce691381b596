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
    private const int FewTasks = 4;
    private const double Doubtful = 1.1;
    // A further opinion on few tasks costs little, and is worth little if it looks no farther than the first.
    private const int Wider = 5;

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
            var search = MultiStart.Search(
                family, coarse, noise, opinion == 0 ? options : Widened(options, training.Curves.Count), opinion);
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

    private static LawFitOptions Widened(LawFitOptions options, int tasks) =>
        tasks <= FewTasks && options.MaximumStarts is null ? options with { Starts = Wider * options.Starts } : options;

    private static bool NeedsAnother(LawFamily family, CurveSet coarse, double noise, double cost)
    {
        var tasks = coarse.Curves.Count;
        var freedom = Math.Max(coarse.Points - family.FreeParameters(tasks), 1);
        // Rows of their own exchange columns; where all is shared tasks exchange β, which many starts find if tasks are few.
        var exchanges = family.OwnCoordinates(tasks) > 0 || (family is SamplingWiseLaw && tasks <= FewTasks);
        var doubtful = tasks <= FewTasks ? Doubtful : DeepSearch.Clear;
        return exchanges && cost > Math.Max(doubtful * noise * freedom, DeepSearch.Exact * coarse.Points);
    }
}

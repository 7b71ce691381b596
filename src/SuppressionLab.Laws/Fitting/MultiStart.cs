using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Numerics;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Fitting;

/// <summary>
/// Descents from a space-filling set of starts, as many as it takes until several agree on the best. Each start is the
/// best of a few candidates: evaluating one costs a hundredth of a descent.
/// </summary>
internal sealed class MultiStart
{
    // Two descents that end within this of each other found the same optimum.
    private const double Agreement = 1e-4;
    private const double SearchTolerance = 1e-7;
    private const int SearchIterations = 120;
    private const int CandidatesPerStart = 6;
    // Where the residuals are larger than the curves' noise, agreement counts only after so many times the starts.
    private const int Doubt = 3;
    private const int Polished = 3;
    private readonly List<SolverResult> _results = [];

    /// <summary>The best descent.</summary>
    public SolverResult Best => _results[BestStart];

    /// <summary>The index of the start that led to it.</summary>
    public int BestStart { get; private set; }

    /// <summary>How many starts were tried.</summary>
    public int Tried => _results.Count;

    /// <summary>How many ended at the best squared error.</summary>
    public int Agreeing => _results.Count(result => IsSame(result.Cost, Best.Cost));

    /// <summary>The search alone.</summary>
    /// <param name="family">The law.</param>
    /// <param name="coarse">Thinned curves; their standard errors are their weights.</param>
    /// <param name="noise">The variance of a point of weight 1, as <see cref="NoiseLevel"/> says.</param>
    /// <param name="options">How many starts.</param>
    public static MultiStart Search(LawFamily family, CurveSet coarse, double noise, LawFitOptions options)
    {
        var problem = new CurveProblem(family, coarse, PointWeighting.InverseVariance);
        var solver = new LevenbergMarquardt(problem);
        var source = family.Starts(coarse);
        var sequence = new SpaceFillingSequence(
            source.Dimensions, RandomKey.FromSeed(options.Seed).Derive("law-starts").Derive(family.Name));
        var search = new MultiStart();
        var start = new double[problem.ParameterCount];
        while (search.Tried < options.MaximumStarts && !search.IsSettled(2 * noise * coarse.Points, options))
        {
            search.Choose(problem, source, sequence, start);
            search.Add(solver.Solve(start, Math.Min(SearchIterations, options.MaximumIterations), SearchTolerance));
        }
        return search;
    }

    /// <summary>The best few different optima of a search, descended to the end on all points; the best of them.</summary>
    public SolverResult Polish(CurveProblem problem, LawFitOptions options)
    {
        var solver = new LevenbergMarquardt(problem);
        SolverResult? best = null;
        foreach (var candidate in Different())
        {
            var result = solver.Solve(candidate.Coordinates, options.MaximumIterations, options.Tolerance);
            best = best is null || result.Cost < best.Cost ? result : best;
        }
        return best!;
    }

    private bool IsSettled(double noise, LawFitOptions options) =>
        Tried >= options.Starts
        && Agreeing >= options.AgreeingStarts
        && (Best.Cost <= noise || Tried >= Doubt * options.Starts);

    private IEnumerable<SolverResult> Different()
    {
        var chosen = new List<SolverResult>();
        foreach (var result in _results.OrderBy(result => result.Cost))
        {
            if (chosen.Count < Polished && !chosen.Exists(other => IsSame(result.Cost, other.Cost)))
            {
                chosen.Add(result);
            }
        }
        return chosen;
    }

    private static bool IsSame(double cost, double best) => cost <= (best * (1 + Agreement)) + 1e-13;

    private void Choose(CurveProblem problem, StartSource source, SpaceFillingSequence sequence, double[] start)
    {
        var unit = new double[source.Dimensions];
        var candidate = new double[start.Length];
        var best = double.PositiveInfinity;
        for (var i = 0; i < CandidatesPerStart; i++)
        {
            sequence.Point((Tried * CandidatesPerStart) + i, unit);
            source.Fill(unit, candidate);
            var cost = problem.Cost(candidate);
            if (i == 0 || cost < best)
            {
                best = cost;
                candidate.CopyTo(start, 0);
            }
        }
    }

    private void Add(SolverResult result)
    {
        _results.Add(result);
        if (result.Cost < Best.Cost)
        {
            BestStart = _results.Count - 1;
        }
    }
}

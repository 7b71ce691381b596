using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Numerics;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Fitting;

/// <summary>
/// Descents from a space-filling set of starts, as many as it takes until several agree on the best. Each start is the
/// best of a few candidates: evaluating one costs a hundredth of a descent. Once the first starts are through, every
/// second candidate keeps most coordinates of the best optimum so far: a local optimum is often wrong in few tasks only.
/// </summary>
internal sealed class MultiStart
{
    // Two descents that end within this of each other found the same optimum.
    private const double Agreement = 1e-4;
    private const double SearchTolerance = 1e-6;
    private const int SearchIterations = 40;
    private const int CandidatesPerStart = 6;
    // Where the residuals are larger than the curves' noise, agreement counts only after so many times the starts.
    private const int Doubt = 5;
    private const int BeforeDeep = 2;
    // Optima worse than the best by more than this factor are not worth polishing.
    private const double Hopeless = 2;
    private const double Renewed = 0.25;
    // The thinned squared error and the noise are each known to about a tenth.
    private const double Adequate = 1.25;
    private const int Polished = 3;
    // Half the variance of a point: between optima so near in squared error the curves do not decide.
    private readonly double _indistinct;
    // The laws of one curve have few optima: half of the starts are witnesses enough; of a pooled law two thirds.
    private readonly bool _single;
    private readonly List<SolverResult> _results = [];
    private readonly List<bool> _renewed = [];

    private MultiStart(double noise, bool single) =>
        (_indistinct, _single) = (double.IsFinite(noise) ? noise / 2 : 0, single);

    /// <summary>The best descent.</summary>
    public SolverResult Best => _results[BestStart];

    /// <summary>The index of the start that led to it.</summary>
    public int BestStart { get; private set; }

    /// <summary>How many starts were tried.</summary>
    public int Tried => _results.Count;

    /// <summary>
    /// How many ended at the best squared error, the best itself and starts of their own: those that kept most of the
    /// best found so far are no independent witnesses.
    /// </summary>
    public int Agreeing => Enumerable.Range(0, Tried).Count(
        i => i == BestStart || (!_renewed[i] && IsSame(_results[i].Cost, Best.Cost + _indistinct)));

    /// <summary>The search alone.</summary>
    /// <param name="family">The law.</param>
    /// <param name="coarse">Thinned curves; their standard errors are their weights.</param>
    /// <param name="noise">The variance of a point of weight 1, as <see cref="NoiseLevel"/> says.</param>
    /// <param name="options">How many starts.</param>
    /// <param name="repeat">Which of several searches: each has starts of its own.</param>
    public static MultiStart Search(
        LawFamily family, CurveSet coarse, double noise, LawFitOptions options, int repeat = 0)
    {
        var problem = new CurveProblem(family, coarse, PointWeighting.InverseVariance);
        var solver = new LevenbergMarquardt(problem);
        var source = family.Starts(coarse);
        var key = RandomKey.FromSeed(options.Seed).Derive("law-starts").Derive(family.Name);
        key = repeat == 0 ? key : key.Derive(repeat);
        var sequence = new SpaceFillingSequence(source.Dimensions, key);
        var stream = key.Derive("renewal").Open();
        var search = new MultiStart(noise, coarse.Curves.Count == 1);
        var start = new double[problem.ParameterCount];
        var freedom = Math.Max(coarse.Points - problem.ParameterCount, 0);
        // Where a deep search follows, it does more than further starts; a repeat is there because it did not.
        var most = options.MaximumStartsFor(coarse.Curves.Count);
        most = repeat == 0 && family.OwnCoordinates(coarse.Curves.Count) > 0 ? Math.Min(most, BeforeDeep * options.Starts) : most;
        while (search.Tried < most && !search.IsSettled(noise * freedom, options))
        {
            var renew = search.Tried >= options.Starts && search.Tried % 2 == 0;
            search.Choose(problem, source, sequence, renew ? stream : null, start);
            search.Add(solver.Solve(start, Math.Min(SearchIterations, options.MaximumIterations), SearchTolerance), renew);
        }
        search.IsAdequate = search.Best.Cost <= Adequate * noise * freedom;
        return search;
    }

    /// <summary>Whether the best squared error is about what the noise alone would leave.</summary>
    public bool IsAdequate { get; private set; }

    /// <summary>The best few different optima, best first.</summary>
    public IReadOnlyList<SolverResult> Different()
    {
        var chosen = new List<SolverResult>();
        foreach (var result in _results.OrderBy(result => result.Cost))
        {
            if (chosen.Count < Polished
                && !chosen.Exists(other => IsSame(result.Cost, other.Cost))
                && result.Cost <= Hopeless * Best.Cost)
            {
                chosen.Add(result);
            }
        }
        return chosen;
    }

    /// <summary>Whether more starts would be wasted.</summary>
    /// <param name="noise">The squared error that the true law would leave.</param>
    /// <param name="options">How many starts.</param>
    private bool IsSettled(double noise, LawFitOptions options)
    {
        if (Tried < options.Starts)
        {
            return false;
        }
        // A squared error below the noise needs no second witness: what a better optimum gains there means nothing.
        return Best.Cost <= noise
            || (Agreeing >= options.AgreeingStarts
                && (Best.Cost <= Adequate * noise || Tried >= Doubt * options.Starts || (_single ? 2 : 1.5) * Agreeing >= Tried));
    }

    private static bool IsSame(double cost, double best) => cost <= (best * (1 + Agreement)) + 1e-13;

    private void Choose(
        CurveProblem problem, StartSource source, SpaceFillingSequence sequence, RandomStream? renewal, double[] start)
    {
        var unit = new double[source.Dimensions];
        var candidate = new double[start.Length];
        var best = double.PositiveInfinity;
        for (var i = 0; i < CandidatesPerStart; i++)
        {
            sequence.Point((Tried * CandidatesPerStart) + i, unit);
            source.Fill(unit, candidate);
            KeepMostOfBest(candidate, renewal);
            var cost = problem.Cost(candidate);
            if (i == 0 || cost < best)
            {
                best = cost;
                candidate.CopyTo(start, 0);
            }
        }
    }

    private void KeepMostOfBest(double[] candidate, RandomStream? renewal)
    {
        for (var j = 0; renewal is not null && j < candidate.Length; j++)
        {
            candidate[j] = renewal.NextDouble() < Renewed ? candidate[j] : Best.Coordinates[j];
        }
    }

    private void Add(SolverResult result, bool renewed)
    {
        _results.Add(result);
        _renewed.Add(renewed);
        if (result.Cost < Best.Cost)
        {
            BestStart = _results.Count - 1;
        }
    }
}

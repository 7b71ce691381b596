using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Numerics;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Fitting;

/// <summary>Descents from a space-filling set of starts, as many as it takes until several agree on the best.</summary>
internal sealed class MultiStart
{
    // Two descents that end within this of each other found the same optimum.
    private const double Agreement = 1e-6;
    private readonly List<double> _costs = [];

    private MultiStart(SolverResult best) => Best = best;

    /// <summary>The best descent.</summary>
    public SolverResult Best { get; private set; }

    /// <summary>The index of the start that led to it.</summary>
    public int BestStart { get; private set; }

    /// <summary>How many starts were tried.</summary>
    public int Tried => _costs.Count;

    /// <summary>How many ended at the best squared error.</summary>
    public int Agreeing => _costs.Count(cost => cost <= (Best.Cost * (1 + Agreement)) + 1e-13);

    public static MultiStart Run(LawFamily family, CurveSet curves, CurveProblem problem, LawFitOptions options)
    {
        var solver = new LevenbergMarquardt(problem);
        var sequence = new SpaceFillingSequence(
            family.StartDimensions(curves.Curves.Count), RandomKey.FromSeed(options.Seed).Derive("law-starts"));
        var unit = new double[family.StartDimensions(curves.Curves.Count)];
        var start = new double[problem.ParameterCount];
        MultiStart? search = null;
        for (var i = 0; i < options.MaximumStarts; i++)
        {
            sequence.Point(i, unit);
            family.Start(curves, unit, start);
            var result = solver.Solve(start, options.MaximumIterations, options.Tolerance);
            search ??= new MultiStart(result);
            search.Add(result, i);
            if (i + 1 >= options.Starts && search.Agreeing >= options.AgreeingStarts)
            {
                break;
            }
        }
        return search!;
    }

    private void Add(SolverResult result, int index)
    {
        _costs.Add(result.Cost);
        if (result.Cost < Best.Cost)
        {
            (Best, BestStart) = (result, index);
        }
    }
}

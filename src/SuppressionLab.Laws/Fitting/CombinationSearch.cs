using SuppressionLab.Laws.Numerics;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Fitting;

/// <summary>
/// From a local optimum to a better one, for laws in which each curve has coordinates of its own beside the shared ones
/// (the rows of P beside ρ and K). At a local optimum several rows are wrong together: two tasks' probabilities have
/// changed places, or have met and are held together (a saddle that least squares cannot see), and the shared
/// coordinates hide it. So each curve alone is fitted in many arrangements (<see cref="OwnProblem"/>); each fit becomes a
/// quadratic in the shared coordinates (<see cref="Reduction"/>); the combinations of one arrangement a curve with the
/// least sum are found, which takes no evaluation of the law; and joint descents follow the best few.
/// </summary>
internal sealed class CombinationSearch
{
    // A gain by less than this share is the same optimum.
    private const double Gain = 1e-3;
    private const int OwnIterations = 120;
    private const int Kept = 16;
    private const double FarthestStep = 1;
    private readonly CurveProblem _problem;
    private readonly int _tasks;
    private readonly int _own;
    private readonly int _shared;
    private readonly OwnProblem _ownProblem;
    private readonly LevenbergMarquardt _ownSolver;
    private readonly LevenbergMarquardt _jointSolver;
    private readonly RandomStream _stream;

    public CombinationSearch(CurveProblem problem, int tasks, int own, RandomStream stream)
    {
        (_problem, _tasks, _own, _stream) = (problem, tasks, own, stream);
        _shared = problem.Active(0).Length - own;
        _ownProblem = new OwnProblem(problem, own);
        _ownSolver = new LevenbergMarquardt(_ownProblem);
        _jointSolver = new LevenbergMarquardt(problem);
    }

    /// <summary>The best found.</summary>
    /// <param name="start">The local optimum to start from.</param>
    /// <param name="target">The squared error at which to stop.</param>
    /// <param name="effort">How much to try.</param>
    public SolverResult Improve(SolverResult start, double target, CombinationEffort effort)
    {
        var best = start;
        for (var (round, misses) = (0, 0); round < effort.Rounds && misses < effort.Patience && best.Cost > target; round++)
        {
            var before = best.Cost;
            var tight = effort.IsClean ? IsTight(round, best.Cost / start.Cost) : round % 2 == 0;
            var alternatives = Enumerable.Range(0, _tasks)
                .Select(task => Arrangements(best, task, effort.Arrangements, tight)).ToArray();
            foreach (var combination in Combinations(alternatives).Take(effort.Followed))
            {
                var result = _jointSolver.Solve(ToJoint(best, alternatives, combination), effort.Iterations, 1e-6);
                best = result.Cost < best.Cost ? result : best;
            }
            misses = best.Cost < before * (1 - Gain) ? 0 : misses + 1;
        }
        return best;
    }

    // While the shared coordinates are far off, a curve alone must be free to leave them; once they are nearly right, it
    // is they that tell apart the arrangements of a curve.
    private static bool IsTight(int round, double progress) => round % 2 == 1 && (round % 4 == 3 || progress < 0.01);

    /// <summary>Fits of one curve in different arrangements, the present one first, then the best.</summary>
    private Reduction[] Arrangements(SolverResult best, int task, int tries, bool tight)
    {
        _ownProblem.Select(task, best.Coordinates);
        var present = Array.ConvertAll(_problem.Active(task), i => best.Coordinates[i]);
        var found = new List<(double[] Coordinates, double Cost, ulong Order)> { (present, 0, Order(present)) };
        for (var i = 0; i < tries; i++)
        {
            // From one of the better ones so far: two exchanges from the present arrangement are in reach.
            var origin = found[_stream.NextInt32(Math.Min(found.Count, Kept))].Coordinates;
            _ownProblem.Weight = best.Cost * Math.Pow(10, (tight ? 5 : -5) * _stream.NextDouble());
            var fitted = _ownSolver.Solve(Moved(origin), OwnIterations, 1e-3).Coordinates;
            _ownProblem.Weight = (tight ? 1e2 : 1e-2) * best.Cost;
            var entry = (Coordinates: fitted, Cost: _ownProblem.Cost(fitted), Order: Order(fitted));
            var same = found.FindIndex(1, other => other.Order == entry.Order);
            if (same >= 0 && found[same].Cost <= entry.Cost)
            {
                continue;
            }
            if (same >= 0)
            {
                found.RemoveAt(same);
            }
            var place = found.FindIndex(1, other => other.Cost > entry.Cost);
            found.Insert(place < 0 ? found.Count : place, entry);
        }
        return [.. found.Take(Kept).Select(entry => _ownProblem.Reduce(entry.Coordinates))];
    }

    /// <summary>The order of the own coordinates by size, as a number: what an exchange changes.</summary>
    private ulong Order(double[] coordinates)
    {
        var result = 0UL;
        for (var i = 0; i < _own; i++)
        {
            var rank = 0UL;
            for (var j = 0; j < _own; j++)
            {
                rank += coordinates[j] < coordinates[i] ? 1UL : 0;
            }
            result = (result * (ulong)_own) + rank;
        }
        return result;
    }

    private double[] Moved(double[] own)
    {
        var result = (double[])own.Clone();
        var first = _stream.NextInt32(_own);
        var second = _stream.NextInt32(_own);
        (result[first], result[second]) = (result[second], result[first]);
        var spread = 0.6 * _stream.NextDouble();
        for (var i = 0; i < _own; i++)
        {
            result[i] += spread * _stream.NextGaussian();
        }
        return result;
    }

    /// <summary>The best few combinations, by coordinate descent from random ones.</summary>
    private IEnumerable<int[]> Combinations(Reduction[][] alternatives)
    {
        var found = new Dictionary<string, (int[] Choice, double Cost)>();
        for (var trial = 0; trial < 4 * _tasks; trial++)
        {
            var choice = Array.ConvertAll(alternatives, a => trial == 0 ? 0 : _stream.NextInt32(a.Length));
            var cost = Least(alternatives, choice, null);
            for (var changed = true; changed;)
            {
                changed = false;
                for (var t = 0; t < _tasks; t++)
                {
                    var (kept, chosen) = (choice[t], choice[t]);
                    for (var a = 0; a < alternatives[t].Length; a++)
                    {
                        choice[t] = a;
                        var trialCost = Least(alternatives, choice, null);
                        (cost, chosen) = trialCost < cost * (1 - 1e-9) ? (trialCost, a) : (cost, chosen);
                    }
                    choice[t] = chosen;
                    changed |= chosen != kept;
                }
            }
            found.TryAdd(string.Join(',', choice), (choice, cost));
        }
        return found.Values.OrderBy(entry => entry.Cost).Select(entry => entry.Choice);
    }

    /// <summary>The least of a combination's sum of quadratics; fills the step of the shared coordinates if wanted.</summary>
    private double Least(Reduction[][] alternatives, int[] choice, double[]? step)
    {
        Span<double> matrix = stackalloc double[_shared * _shared];
        Span<double> move = stackalloc double[_shared];
        matrix.Clear();
        move.Clear();
        var cost = 0.0;
        for (var t = 0; t < _tasks; t++)
        {
            var reduction = alternatives[t][choice[t]];
            for (var i = 0; i < matrix.Length; i++)
            {
                matrix[i] += reduction.Curvature[i];
            }
            for (var i = 0; i < _shared; i++)
            {
                move[i] -= reduction.Gradient[i];
            }
            cost += reduction.Cost;
        }
        Span<double> gradient = stackalloc double[_shared];
        move.CopyTo(gradient);
        for (var i = 0; i < _shared; i++)
        {
            matrix[(i * _shared) + i] = (matrix[(i * _shared) + i] * (1 + 1e-9)) + 1e-200;
        }
        if (!Cholesky.Factor(matrix, _shared))
        {
            return cost;
        }
        Cholesky.Solve(matrix, move);
        foreach (var value in move)
        {
            if (!(Math.Abs(value) <= FarthestStep))
            {
                return cost;
            }
        }
        if (step is not null)
        {
            move.CopyTo(step);
        }
        return Math.Max(0, cost - Lanes.Dot(gradient, move));
    }

    private double[] ToJoint(SolverResult best, Reduction[][] alternatives, int[] choice)
    {
        var result = (double[])best.Coordinates.Clone();
        var step = new double[_shared];
        var own = new double[_own];
        Least(alternatives, choice, step);
        for (var j = 0; j < _shared; j++)
        {
            result[_problem.Active(0)[_own + j]] += step[j];
        }
        for (var t = 0; t < _tasks; t++)
        {
            alternatives[t][choice[t]].Follow(step, own);
            for (var i = 0; i < _own; i++)
            {
                result[_problem.Active(t)[i]] = own[i];
            }
        }
        return result;
    }
}

using SuppressionLab.Laws.Families;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Fitting;

/// <summary>
/// From a local optimum to a better one by moves in one block of shared coordinates at a time: two values exchanged and
/// all of the block shaken, then a joint descent. (<see cref="CombinationSearch"/> does more for a law whose curves have
/// coordinates of their own.)
/// </summary>
internal sealed class BlockSearch
{
    // A gain by less than this share is the same optimum.
    private const double Gain = 1e-3;
    private const int JointIterations = 150;
    private readonly IReadOnlyList<int[]> _blocks;
    private readonly LevenbergMarquardt _jointSolver;
    private readonly RandomStream _stream;

    public BlockSearch(LawFamily family, CurveProblem problem, int tasks, RandomStream stream)
    {
        _stream = stream;
        _blocks = family.PermutableBlocks(tasks);
        _jointSolver = new LevenbergMarquardt(problem);
    }

    /// <summary>The best found.</summary>
    /// <param name="start">The local optimum to start from.</param>
    /// <param name="target">The squared error at which to stop.</param>
    /// <param name="sweeps">The most sweeps over all blocks.</param>
    /// <param name="patience">How many sweeps without a gain end the search.</param>
    public SolverResult Improve(SolverResult start, double target, int sweeps, int patience)
    {
        var best = start;
        for (var (sweep, misses) = (0, 0); sweep < sweeps && misses < patience && best.Cost > target; sweep++)
        {
            var before = best.Cost;
            for (var block = 0; block < _blocks.Count && best.Cost > target; block++)
            {
                best = TryJointly(best, _blocks[block]);
            }
            misses = best.Cost < before * (1 - Gain) ? 0 : misses + 1;
        }
        return best;
    }

    private SolverResult TryJointly(SolverResult best, int[] block)
    {
        for (var i = 0; i < 2 * block.Length; i++)
        {
            var start = (double[])best.Coordinates.Clone();
            Move(start, block);
            best = Better(best, start);
        }
        return best;
    }

    private SolverResult Better(SolverResult best, double[] start)
    {
        var result = _jointSolver.Solve(start, JointIterations, 1e-5);
        return result.Cost < best.Cost ? result : best;
    }

    private void Move(double[] coordinates, int[] block)
    {
        var first = _stream.NextInt32(block.Length);
        var second = _stream.NextInt32(block.Length);
        (coordinates[block[first]], coordinates[block[second]]) = (coordinates[block[second]], coordinates[block[first]]);
        var spread = 0.6 * _stream.NextDouble();
        foreach (var i in block)
        {
            coordinates[i] += spread * _stream.NextGaussian();
        }
    }
}

using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.Fitting;

/// <summary>
/// One curve's squared error as a function of the shared coordinates alone, c + 2gᵀδ + δᵀSδ, its own coordinates following
/// to their optimum: the Schur complement of its normal equations.
/// </summary>
internal sealed class Reduction
{
    // Own coordinates that the curve does not determine are held by this much of their diagonal.
    private const double Ridge = 1e-10;
    // A following that goes farther has left the range of its linearisation.
    private const double Farthest = 1;
    private readonly double[] _own;
    private readonly double[] _offset;
    // Row j: how the own coordinates answer to shared coordinate j; the last row: what takes them to their optimum.
    private readonly double[][] _answers;

    /// <summary>Eliminates the own coordinates, which come first in the normal equations.</summary>
    /// <param name="own">Their values; [own].</param>
    /// <param name="offset">Where the shared ones were, as a step from the base point; [shared].</param>
    /// <param name="normal">JᵀJ; [own + shared, own + shared].</param>
    /// <param name="gradient">Jᵀr; [own + shared].</param>
    /// <param name="cost">Σ r².</param>
    public Reduction(double[] own, double[] offset, double[] normal, double[] gradient, double cost)
    {
        (_own, _offset) = (own, offset);
        var (count, size) = (own.Length, gradient.Length);
        var shared = size - count;
        var factor = new double[count * count];
        for (var i = 0; i < count; i++)
        {
            normal.AsSpan(i * size, count).CopyTo(factor.AsSpan(i * count));
            factor[(i * count) + i] += (Ridge * normal[(i * size) + i]) + 1e-200;
        }
        var solvable = Cholesky.Factor(factor, count);
        _answers = [.. Enumerable.Range(0, shared + 1).Select(j => Answer(normal, gradient, factor, j, solvable))];
        (Curvature, Gradient) = (new double[shared * shared], new double[shared]);
        for (var a = 0; a < shared; a++)
        {
            var column = normal.AsSpan((count + a) * size, count);
            for (var b = 0; b < shared; b++)
            {
                Curvature[(a * shared) + b] = normal[((count + a) * size) + count + b] - Lanes.Dot(column, _answers[b]);
            }
            Gradient[a] = gradient[count + a] - Lanes.Dot(column, _answers[shared]);
        }
        Cost = cost - Lanes.Dot(gradient.AsSpan(0, count), _answers[shared]);
        // So far δ counts from the offset: from here on from the base point.
        for (var a = 0; a < shared; a++)
        {
            var product = Lanes.Dot(Curvature.AsSpan(a * shared, shared), offset);
            Cost += offset[a] * (product - (2 * Gradient[a]));
            Gradient[a] -= product;
        }
    }

    /// <summary>c.</summary>
    public double Cost { get; }

    /// <summary>g; [shared].</summary>
    public double[] Gradient { get; }

    /// <summary>S, row by row; [shared, shared].</summary>
    public double[] Curvature { get; }

    /// <summary>The own coordinates when the shared ones take a step from the base point.</summary>
    public void Follow(ReadOnlySpan<double> step, Span<double> own)
    {
        for (var i = 0; i < own.Length; i++)
        {
            var move = -_answers[^1][i];
            for (var j = 0; j < step.Length; j++)
            {
                move -= _answers[j][i] * (step[j] - _offset[j]);
            }
            own[i] = _own[i] + Math.Clamp(move, -Farthest, Farthest);
        }
    }

    private static double[] Answer(double[] normal, double[] gradient, double[] factor, int j, bool solvable)
    {
        var size = gradient.Length;
        var answer = new double[(int)Math.Sqrt(factor.Length)];
        if (!solvable)
        {
            return answer;
        }
        for (var i = 0; i < answer.Length; i++)
        {
            answer[i] = answer.Length + j < size ? normal[(i * size) + answer.Length + j] : gradient[i];
        }
        Cholesky.Solve(factor, answer);
        return answer;
    }
}

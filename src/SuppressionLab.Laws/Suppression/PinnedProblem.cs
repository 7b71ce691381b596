using SuppressionLab.Laws.Fitting;

namespace SuppressionLab.Laws.Suppression;

/// <summary>A problem in some of its coordinates, the others held where they are.</summary>
internal sealed class PinnedProblem : ILeastSquaresProblem
{
    private readonly ILeastSquaresProblem _whole;
    private readonly int[] _free;
    private readonly double[] _point;
    private readonly double[] _normal;
    private readonly double[] _gradient;
    private readonly double[] _lower;
    private readonly double[] _upper;

    /// <summary>Creates the problem.</summary>
    /// <param name="whole">The problem.</param>
    /// <param name="point">The coordinates of the whole, of which the pinned ones stay; copied.</param>
    /// <param name="free">The indices of the free ones, at least one.</param>
    public PinnedProblem(ILeastSquaresProblem whole, ReadOnlySpan<double> point, int[] free)
    {
        (_whole, _free, _point) = (whole, free, point.ToArray());
        (_normal, _gradient) = (new double[point.Length * point.Length], new double[point.Length]);
        _lower = Restrict(whole.Lower);
        _upper = Restrict(whole.Upper);
    }

    public int ParameterCount => _free.Length;

    public ReadOnlySpan<double> Lower => _lower;

    public ReadOnlySpan<double> Upper => _upper;

    /// <summary>The free ones among the coordinates of the whole.</summary>
    public double[] Restrict(ReadOnlySpan<double> whole)
    {
        var result = new double[_free.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = whole[_free[i]];
        }
        return result;
    }

    /// <summary>The coordinates of the whole.</summary>
    public double[] Extend(ReadOnlySpan<double> coordinates)
    {
        Fill(coordinates);
        return [.. _point];
    }

    public double Cost(ReadOnlySpan<double> coordinates)
    {
        Fill(coordinates);
        return _whole.Cost(_point);
    }

    public double Linearise(ReadOnlySpan<double> coordinates, Span<double> normal, Span<double> gradient)
    {
        Fill(coordinates);
        var cost = _whole.Linearise(_point, _normal, _gradient);
        for (var i = 0; i < _free.Length; i++)
        {
            gradient[i] = _gradient[_free[i]];
            for (var j = 0; j < _free.Length; j++)
            {
                normal[(i * _free.Length) + j] = _normal[(_free[i] * _point.Length) + _free[j]];
            }
        }
        return cost;
    }

    private void Fill(ReadOnlySpan<double> coordinates)
    {
        for (var i = 0; i < _free.Length; i++)
        {
            _point[_free[i]] = coordinates[i];
        }
    }
}

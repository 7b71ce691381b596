using SuppressionLab.Laws.Fitting;
using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.Responses;

/// <summary>The weighted least-squares problem of a response law on some points.</summary>
internal sealed class ResponseProblem : ILeastSquaresProblem
{
    private readonly ResponseFamily _family;
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double[] _weights;
    private readonly double[] _values;
    private readonly double[] _jacobian;
    private readonly double[] _lower;
    private readonly double[] _upper;

    public ResponseProblem(ResponseFamily family, double[] x, double[] y, double[] weights)
    {
        (_family, _x, _y, _weights) = (family, x, y, weights);
        ParameterCount = family.Parameters.Count;
        (_values, _jacobian) = (new double[x.Length], new double[x.Length * ParameterCount]);
        (_lower, _upper) = (new double[ParameterCount], new double[ParameterCount]);
        family.Bounds(_lower, _upper);
    }

    public int ParameterCount { get; }

    public ReadOnlySpan<double> Lower => _lower;

    public ReadOnlySpan<double> Upper => _upper;

    public double Cost(ReadOnlySpan<double> coordinates)
    {
        _family.Evaluate(coordinates, _x, _values, []);
        return ToResiduals();
    }

    public double Linearise(ReadOnlySpan<double> coordinates, Span<double> normal, Span<double> gradient)
    {
        var points = _x.Length;
        _family.Evaluate(coordinates, _x, _values, _jacobian);
        var cost = ToResiduals();
        for (var i = 0; i < _jacobian.Length; i++)
        {
            _jacobian[i] *= Math.Sqrt(_weights[i % points]);
        }
        for (var a = 0; a < ParameterCount; a++)
        {
            var row = _jacobian.AsSpan(a * points, points);
            gradient[a] = Lanes.Dot(row, _values);
            for (var b = 0; b < ParameterCount; b++)
            {
                normal[(a * ParameterCount) + b] = Lanes.Dot(row, _jacobian.AsSpan(b * points, points));
            }
        }
        return cost;
    }

    private double ToResiduals()
    {
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i] = (_values[i] - _y[i]) * Math.Sqrt(_weights[i]);
        }
        var cost = Lanes.Dot(_values, _values);
        return double.IsNaN(cost) ? double.PositiveInfinity : cost;
    }
}

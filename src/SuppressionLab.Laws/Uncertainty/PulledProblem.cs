using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.Uncertainty;

/// <summary>
/// A least-squares problem with a spring that pulls one natural parameter towards a value, on its scale. Whatever the
/// spring's strength, the minimum has the least squared error of all points with the parameter's value there: it is a
/// point of the profile, at the value that was reached.
/// </summary>
internal sealed class PulledProblem : ILeastSquaresProblem
{
    private readonly CurveProblem _inner;
    private readonly LawFamily _family;
    private readonly int _tasks;
    private readonly int _parameter;
    private readonly ParameterScale _scale;
    private readonly double[] _natural;
    private readonly double[] _jacobian;
    private readonly double[] _row;

    public PulledProblem(CurveProblem inner, LawFamily family, int tasks, int parameter)
    {
        (_inner, _family, _tasks, _parameter) = (inner, family, tasks, parameter);
        var parameters = family.Parameters(tasks);
        _scale = ParameterScales.Of(parameters[parameter]);
        _natural = new double[parameters.Count];
        _jacobian = new double[parameters.Count * inner.ParameterCount];
        _row = new double[inner.ParameterCount];
    }

    /// <summary>Where to, on the parameter's scale.</summary>
    public double Target { get; set; }

    /// <summary>The spring's strength: squared error a squared unit of the scale.</summary>
    public double Strength { get; set; }

    public int ParameterCount => _inner.ParameterCount;

    public ReadOnlySpan<double> Lower => _inner.Lower;

    public ReadOnlySpan<double> Upper => _inner.Upper;

    /// <summary>The parameter on its scale.</summary>
    public double Place(ReadOnlySpan<double> coordinates)
    {
        _family.ToNatural(_tasks, coordinates, _natural, []);
        return _scale.To(_natural[_parameter]);
    }

    public double Cost(ReadOnlySpan<double> coordinates)
    {
        var distance = Place(coordinates) - Target;
        return _inner.Cost(coordinates) + (Strength * distance * distance);
    }

    public double Linearise(ReadOnlySpan<double> coordinates, Span<double> normal, Span<double> gradient)
    {
        var cost = _inner.Linearise(coordinates, normal, gradient);
        _family.ToNatural(_tasks, coordinates, _natural, _jacobian);
        var value = _natural[_parameter];
        var distance = _scale.To(value) - Target;
        var slope = _scale.Slope(value);
        var size = ParameterCount;
        for (var i = 0; i < size; i++)
        {
            _row[i] = slope * _jacobian[(_parameter * size) + i];
            gradient[i] += Strength * distance * _row[i];
        }
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; _row[i] != 0 && j < size; j++)
            {
                normal[(i * size) + j] += Strength * _row[i] * _row[j];
            }
        }
        return cost + (Strength * distance * distance);
    }
}

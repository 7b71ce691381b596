namespace SuppressionLab.Laws.Fitting;

/// <summary>
/// One curve of a joint problem alone: its own coordinates, which come first among its active ones, and the shared ones,
/// tied to a base point by a weak quadratic, weight·|shared − base|². What the other curves say of the shared
/// coordinates is left out: at a local optimum much of it is wrong.
/// </summary>
internal sealed class OwnProblem : ILeastSquaresProblem
{
    private readonly CurveProblem _joint;
    private readonly int _own;
    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly double[] _coordinates;
    private readonly double[] _base;
    private int _task;

    /// <summary>Creates the problem.</summary>
    /// <param name="joint">The joint problem.</param>
    /// <param name="own">How many coordinates each curve has of its own.</param>
    public OwnProblem(CurveProblem joint, int own)
    {
        (_joint, _own, ParameterCount) = (joint, own, joint.Active(0).Length);
        (_lower, _upper) = (new double[ParameterCount], new double[ParameterCount]);
        (_coordinates, _base) = (new double[joint.ParameterCount], new double[joint.ParameterCount]);
    }

    public int ParameterCount { get; }

    public ReadOnlySpan<double> Lower => _lower;

    public ReadOnlySpan<double> Upper => _upper;

    /// <summary>How strongly the shared coordinates are tied to the base point.</summary>
    public double Weight { get; set; }

    /// <summary>Chooses the curve and the base point.</summary>
    public void Select(int task, ReadOnlySpan<double> coordinates)
    {
        _task = task;
        coordinates.CopyTo(_base);
        coordinates.CopyTo(_coordinates);
        for (var i = 0; i < ParameterCount; i++)
        {
            var index = _joint.Active(task)[i];
            (_lower[i], _upper[i]) = (_joint.Lower[index], _joint.Upper[index]);
        }
    }

    public double Cost(ReadOnlySpan<double> coordinates) =>
        Linearise(coordinates, new double[ParameterCount * ParameterCount], new double[ParameterCount]);

    public double Linearise(ReadOnlySpan<double> coordinates, Span<double> normal, Span<double> gradient)
    {
        Place(coordinates);
        var cost = _joint.LineariseCurve(_task, _coordinates, normal, gradient);
        for (var i = _own; i < ParameterCount; i++)
        {
            var step = coordinates[i] - _base[_joint.Active(_task)[i]];
            cost += Weight * step * step;
            gradient[i] += Weight * step;
            normal[(i * ParameterCount) + i] += Weight;
        }
        return double.IsNaN(cost) ? double.PositiveInfinity : cost;
    }

    /// <summary>The curve's squared error, without the tie, near some coordinates as a function of the shared ones.</summary>
    public Reduction Reduce(double[] coordinates)
    {
        Place(coordinates);
        var (normal, gradient) = (new double[ParameterCount * ParameterCount], new double[ParameterCount]);
        var cost = _joint.LineariseCurve(_task, _coordinates, normal, gradient);
        double[] offset = [.. Enumerable.Range(_own, ParameterCount - _own)
            .Select(i => coordinates[i] - _base[_joint.Active(_task)[i]])];
        return new Reduction(coordinates[.._own], offset, normal, gradient, cost);
    }

    private void Place(ReadOnlySpan<double> coordinates)
    {
        for (var i = 0; i < ParameterCount; i++)
        {
            _coordinates[_joint.Active(_task)[i]] = coordinates[i];
        }
    }
}

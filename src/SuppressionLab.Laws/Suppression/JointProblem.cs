using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Fitting;

namespace SuppressionLab.Laws.Suppression;

/// <summary>
/// The least-squares problem of one law on the curves of several conditions, some parameters shared: the sum of the
/// conditions' own problems. Not thread-safe: it owns its scratch.
/// </summary>
internal sealed class JointProblem : ILeastSquaresProblem
{
    private readonly CurveProblem[] _conditions;
    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly double[] _local;
    private readonly double[] _normal;
    private readonly double[] _gradient;

    public JointProblem(JointLayout layout, IReadOnlyList<CurveSet> conditions)
    {
        Layout = layout;
        _conditions = [.. conditions.Select(curves => new CurveProblem(layout.Family, curves))];
        (_lower, _upper) = (new double[layout.Size], new double[layout.Size]);
        layout.Bounds(_lower, _upper);
        _local = new double[layout.LocalSize];
        _normal = new double[layout.LocalSize * layout.LocalSize];
        _gradient = new double[layout.LocalSize];
    }

    public JointLayout Layout { get; }

    public int ParameterCount => Layout.Size;

    public ReadOnlySpan<double> Lower => _lower;

    public ReadOnlySpan<double> Upper => _upper;

    /// <summary>Replaces what was observed; [condition][task][point]; not copied.</summary>
    public void SetTargets(double[][][] targets)
    {
        for (var c = 0; c < _conditions.Length; c++)
        {
            for (var t = 0; t < Layout.Tasks; t++)
            {
                _conditions[c].SetTargets(t, targets[c][t]);
            }
        }
    }

    public double Cost(ReadOnlySpan<double> coordinates)
    {
        var cost = 0.0;
        for (var c = 0; c < _conditions.Length; c++)
        {
            Layout.ToLocal(coordinates, c, _local);
            cost += _conditions[c].Cost(_local);
        }
        return cost;
    }

    public double Linearise(ReadOnlySpan<double> coordinates, Span<double> normal, Span<double> gradient)
    {
        normal.Clear();
        gradient.Clear();
        var cost = 0.0;
        for (var c = 0; c < _conditions.Length; c++)
        {
            Layout.ToLocal(coordinates, c, _local);
            cost += _conditions[c].Linearise(_local, _normal, _gradient);
            Layout.Add(coordinates, c, _normal, _gradient, normal, gradient);
        }
        return cost;
    }
}

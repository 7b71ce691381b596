using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Numerics;
using SuppressionLab.Laws.Uncertainty;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.Fitting;

/// <summary>
/// The least-squares problem of one family on one set of curves. Each curve fills only the block of the normal
/// equations that its active coordinates span. Not thread-safe: it owns its scratch.
/// </summary>
public sealed class CurveProblem : ILeastSquaresProblem
{
    private readonly LawFamily _family;
    private readonly int _tasks;
    private readonly double[][] _shots;
    private readonly double[][] _targets;
    private readonly double[]?[] _roots;
    private readonly int[][] _active;
    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly double[] _values;
    private readonly double[] _jacobian;
    private readonly double[] _block;
    private readonly double[] _blockGradient;

    /// <summary>Creates the problem.</summary>
    /// <param name="family">The law.</param>
    /// <param name="curves">One curve a task.</param>
    /// <param name="weighting">How points count.</param>
    /// <exception cref="InputException">
    /// Too few tasks or too many for the law, or a standard error that the weighting needs is missing or 0.
    /// </exception>
    public CurveProblem(LawFamily family, CurveSet curves, PointWeighting weighting = PointWeighting.Equal)
    {
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(curves);
        CheckTasks(family, curves);
        _family = family;
        _tasks = curves.Curves.Count;
        _shots = [.. curves.Curves.Select(curve => curve.Shots)];
        _targets = [.. curves.Curves.Select(curve => curve.Probabilities)];
        _roots = [.. curves.Curves.Select(curve => weighting == PointWeighting.Equal ? null : Roots(curve))];
        _active = [.. Enumerable.Range(0, _tasks).Select(task => family.ActiveCoordinates(_tasks, task))];
        ParameterCount = family.FreeParameters(_tasks);
        (_lower, _upper) = (new double[ParameterCount], new double[ParameterCount]);
        family.Bounds(_tasks, _lower, _upper);
        _values = new double[_shots.Max(shots => shots.Length)];
        var widest = _active.Max(active => active.Length);
        (_block, _blockGradient) = (new double[widest * widest], new double[widest]);
        _jacobian = new double[Enumerable.Range(0, _tasks).Max(t => _active[t].Length * _shots[t].Length)];
    }

    /// <inheritdoc/>
    public int ParameterCount { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<double> Lower => _lower;

    /// <inheritdoc/>
    public ReadOnlySpan<double> Upper => _upper;

    /// <summary>Replaces the observed probabilities of one curve (a resampled data set on the same shots).</summary>
    /// <param name="task">The task's index.</param>
    /// <param name="probabilities">The new values; [points]; not copied.</param>
    public void SetTargets(int task, double[] probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentOutOfRangeException.ThrowIfNotEqual(probabilities.Length, _shots[task].Length);
        _targets[task] = probabilities;
    }

    /// <inheritdoc/>
    public double Cost(ReadOnlySpan<double> coordinates)
    {
        var cost = 0.0;
        for (var task = 0; task < _tasks; task++)
        {
            var residuals = _values.AsSpan(0, _shots[task].Length);
            _family.Evaluate(_tasks, task, coordinates, _shots[task], residuals, []);
            cost += ToResiduals(task, residuals);
        }
        return double.IsNaN(cost) ? double.PositiveInfinity : cost;
    }

    /// <inheritdoc/>
    public double Linearise(ReadOnlySpan<double> coordinates, Span<double> normal, Span<double> gradient)
    {
        normal.Clear();
        gradient.Clear();
        var cost = 0.0;
        for (var task = 0; task < _tasks; task++)
        {
            var active = _active[task];
            cost += LineariseCurve(task, coordinates, _block, _blockGradient);
            for (var a = 0; a < active.Length; a++)
            {
                gradient[active[a]] += _blockGradient[a];
                var row = normal.Slice(active[a] * ParameterCount, ParameterCount);
                for (var b = 0; b < active.Length; b++)
                {
                    row[active[b]] += _block[(a * active.Length) + b];
                }
            }
        }
        return double.IsNaN(cost) ? double.PositiveInfinity : cost;
    }

    /// <summary>Adds the meat of the sandwich covariance, Σₜ JₜᵀWΣₜWJₜ over tasks, at some coordinates.</summary>
    internal void AddMeat(ReadOnlySpan<double> coordinates, CurveNoise noise, Span<double> meat)
    {
        for (var task = 0; task < _tasks; task++)
        {
            var points = _shots[task].Length;
            var jacobian = _jacobian.AsSpan(0, _active[task].Length * points);
            _family.Evaluate(_tasks, task, coordinates, _shots[task], _values.AsSpan(0, points), jacobian);
            // Twice the root of the weight is the weight.
            Weigh(task, jacobian);
            Weigh(task, jacobian);
            noise.AddMeat(task, jacobian, _active[task], ParameterCount, meat);
        }
    }

    /// <summary>The coordinates on which a curve depends.</summary>
    internal int[] Active(int task) => _active[task];

    /// <summary>One curve's share of <see cref="Linearise"/>, dense over its active coordinates.</summary>
    /// <param name="task">The curve's index.</param>
    /// <param name="coordinates">All coordinates.</param>
    /// <param name="normal">Receives JᵀJ, both triangles, from its beginning; [active, active].</param>
    /// <param name="gradient">Receives Jᵀr, from its beginning; [active].</param>
    internal double LineariseCurve(
        int task, ReadOnlySpan<double> coordinates, Span<double> normal, Span<double> gradient)
    {
        var points = _shots[task].Length;
        var count = _active[task].Length;
        var residuals = _values.AsSpan(0, points);
        var jacobian = _jacobian.AsSpan(0, count * points);
        _family.Evaluate(_tasks, task, coordinates, _shots[task], residuals, jacobian);
        var cost = ToResiduals(task, residuals);
        Weigh(task, jacobian);
        for (var a = 0; a < count; a++)
        {
            var row = jacobian.Slice(a * points, points);
            gradient[a] = Lanes.Dot(row, residuals);
            for (var b = 0; b <= a; b++)
            {
                var product = Lanes.Dot(row, jacobian.Slice(b * points, points));
                normal[(a * count) + b] = product;
                normal[(b * count) + a] = product;
            }
        }
        return cost;
    }

    private double ToResiduals(int task, Span<double> values)
    {
        var targets = _targets[task];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] -= targets[i];
        }
        Weigh(task, values);
        return Lanes.Dot(values, values);
    }

    private void Weigh(int task, Span<double> rows)
    {
        if (_roots[task] is not { } roots)
        {
            return;
        }
        var points = roots.Length;
        for (var first = 0; first < rows.Length; first += points)
        {
            for (var i = 0; i < points; i += Lanes.Width)
            {
                Lanes.Store(Lanes.Load(rows.Slice(first, points), i) * Lanes.Load(roots, i), rows.Slice(first, points), i);
            }
        }
    }

    private static double[] Roots(TaskCurve curve)
    {
        if (curve.StandardErrors is not { } errors)
        {
            throw new InputException($"task {curve.Task}: a weighted fit needs the standard error of every point");
        }
        var zero = Array.FindIndex(errors, error => error == 0);
        return zero < 0
            ? Array.ConvertAll(errors, error => 1 / error)
            : throw new InputException(
                $"task {curve.Task}, shots {curve.Shots[zero]}: the standard error is 0; a weighted fit needs more than 0");
    }

    private static void CheckTasks(LawFamily family, CurveSet curves)
    {
        var tasks = curves.Curves.Count;
        if (tasks < family.MinimumTasks)
        {
            throw new InputException(
                $"law {family.Name}: at least {family.MinimumTasks} tasks are needed; the curves hold only task {curves.Tasks[0]}");
        }
        if (!family.IsPooled && tasks > 1)
        {
            throw new InputException($"law {family.Name}: fitted to one curve at a time, not to {tasks} tasks together");
        }
        if (family is BayesianLaw && tasks > BayesianLaw.MaximumTasks)
        {
            throw new InputException($"law {family.Name}: {tasks} tasks; at most {BayesianLaw.MaximumTasks} are allowed");
        }
    }
}

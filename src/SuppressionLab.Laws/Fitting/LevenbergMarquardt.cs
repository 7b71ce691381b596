using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.Fitting;

/// <summary>
/// Levenberg–Marquardt in a box: Nielsen's damping (Madsen, Nielsen, Tingleff 2004, algorithm 3.16) on Moré's scale
/// (the largest diagonal of JᵀJ so far, so that a coordinate that loses its effect is not flung away). MathNet's
/// minimisers are not used: its LevenbergMarquardtMinimizer forms dense residual vectors and matrices anew each
/// iteration (about a hundred times slower here), and throws where a direction is singular, as these laws' often are.
/// An instance owns its memory and serves one problem at a time; it allocates only its results.
/// </summary>
public sealed class LevenbergMarquardt
{
    private const double GradientTolerance = 1e-10;
    private const double StepTolerance = 1e-12;
    private readonly ILeastSquaresProblem _problem;
    private readonly int _size;
    private readonly double[] _factor;
    private readonly double[] _scale;
    private readonly double[] _step;
    private double[] _point;
    private double[] _trial;
    private double[] _normal;
    private double[] _trialNormal;
    private double[] _gradient;
    private double[] _trialGradient;

    /// <summary>Creates a solver of a problem.</summary>
    public LevenbergMarquardt(ILeastSquaresProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        _problem = problem;
        _size = problem.ParameterCount;
        (_factor, _normal, _trialNormal) =
            (new double[_size * _size], new double[_size * _size], new double[_size * _size]);
        (_scale, _step, _point, _trial) = (new double[_size], new double[_size], new double[_size], new double[_size]);
        (_gradient, _trialGradient) = (new double[_size], new double[_size]);
    }

    /// <summary>Descends from a start.</summary>
    /// <param name="start">Where to start; moved into the box.</param>
    /// <param name="maximumIterations">The largest number of linearisations, at least 1.</param>
    /// <param name="tolerance">Stop when a good step lowers Σ r² by less than this fraction.</param>
    /// <param name="damping">
    /// The first damping, relative to the scale: less than the default where the start is known to be near the optimum.
    /// </param>
    public SolverResult Solve(
        ReadOnlySpan<double> start, int maximumIterations, double tolerance, double damping = 1e-3)
    {
        for (var i = 0; i < _size; i++)
        {
            _point[i] = Math.Clamp(start[i], _problem.Lower[i], _problem.Upper[i]);
        }
        Array.Clear(_scale);
        var cost = _problem.Linearise(_point, _normal, _gradient);
        var initial = cost;
        var growth = 2.0;
        var iterations = 1;
        while (true)
        {
            UpdateScale();
            if (cost <= 1e-30 * Math.Max(initial, 1e-2))
            {
                return Result(cost, iterations, ExitReason.ExactFit);
            }
            if (IsStationary(cost))
            {
                return Result(cost, iterations, ExitReason.Converged);
            }
            while (true)
            {
                if (iterations >= maximumIterations)
                {
                    return Result(cost, iterations, ExitReason.MaximumIterations);
                }
                var predicted = Step(damping);
                if (double.IsNaN(predicted))
                {
                    (damping, growth) = (damping * growth, growth * 2);
                    continue;
                }
                if (StepIsSmall())
                {
                    return Result(cost, iterations, ExitReason.SmallStep);
                }
                iterations++;
                var trialCost = _problem.Linearise(_trial, _trialNormal, _trialGradient);
                var gain = (cost - trialCost) / predicted;
                if (!(trialCost < cost) || !(gain > 0))
                {
                    (damping, growth) = (damping * growth, growth * 2);
                    continue;
                }
                var small = cost - trialCost <= tolerance * cost && predicted <= tolerance * cost;
                Accept();
                cost = trialCost;
                damping = Math.Max(damping * Math.Max(0.1, 1 - Math.Pow((2 * gain) - 1, 3)), 1e-14);
                growth = 2;
                if (small)
                {
                    return Result(cost, iterations, ExitReason.SmallImprovement);
                }
                break;
            }
        }
    }

    private SolverResult Result(double cost, int iterations, ExitReason reason) =>
        new([.. _point], cost, iterations, reason);

    private void UpdateScale()
    {
        var largest = 0.0;
        for (var i = 0; i < _size; i++)
        {
            largest = Math.Max(largest, _normal[(i * _size) + i]);
        }
        for (var i = 0; i < _size; i++)
        {
            _scale[i] = Math.Max(_scale[i], Math.Max(_normal[(i * _size) + i], Math.Max(1e-12 * largest, 1e-200)));
        }
    }

    /// <summary>Whether a coordinate sits on its bound with the descent pointing outwards.</summary>
    private bool IsHeld(int i) =>
        (_gradient[i] > 0 && _point[i] <= _problem.Lower[i]) || (_gradient[i] < 0 && _point[i] >= _problem.Upper[i]);

    private bool IsStationary(double cost)
    {
        var residual = Math.Sqrt(cost);
        for (var i = 0; i < _size; i++)
        {
            var column = Math.Sqrt(_normal[(i * _size) + i]);
            if (!IsHeld(i) && Math.Abs(_gradient[i]) > GradientTolerance * residual * column)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Fills the trial point; returns the predicted decrease of Σ r², NaN if the equations are singular.</summary>
    private double Step(double damping)
    {
        _normal.CopyTo(_factor, 0);
        for (var i = 0; i < _size; i++)
        {
            _factor[(i * _size) + i] += damping * _scale[i];
            _step[i] = -_gradient[i];
        }
        for (var i = 0; i < _size; i++)
        {
            if (IsHeld(i))
            {
                Hold(i);
            }
        }
        if (!Cholesky.Factor(_factor, _size))
        {
            return double.NaN;
        }
        Cholesky.Solve(_factor, _step);
        for (var i = 0; i < _size; i++)
        {
            _trial[i] = Math.Clamp(_point[i] + _step[i], _problem.Lower[i], _problem.Upper[i]);
            _step[i] = _trial[i] - _point[i];
        }
        var predicted = 0.0;
        for (var i = 0; i < _size; i++)
        {
            predicted -= _step[i] * ((2 * _gradient[i]) + Lanes.Dot(_normal.AsSpan(i * _size, _size), _step));
        }
        // A clamped step may point uphill in the model; any decrease that it brings is then welcome.
        return predicted > 0 ? predicted : double.Epsilon;
    }

    private void Hold(int i)
    {
        for (var j = 0; j < _size; j++)
        {
            _factor[(i * _size) + j] = 0;
            _factor[(j * _size) + i] = 0;
        }
        _factor[(i * _size) + i] = 1;
        _step[i] = 0;
    }

    private bool StepIsSmall()
    {
        for (var i = 0; i < _size; i++)
        {
            if (Math.Abs(_step[i]) > StepTolerance * (1 + Math.Abs(_point[i])))
            {
                return false;
            }
        }
        return true;
    }

    private void Accept()
    {
        (_point, _trial) = (_trial, _point);
        (_normal, _trialNormal) = (_trialNormal, _normal);
        (_gradient, _trialGradient) = (_trialGradient, _gradient);
    }
}

using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Diagnostics;
using SuppressionLab.Laws.Fitting;

namespace SuppressionLab.Laws.Uncertainty;

/// <summary>Points of one parameter's profile, found outwards from the optimum.</summary>
internal sealed class ProfileTrace
{
    private const int Iterations = 100;
    private const double Tolerance = 1e-7;
    private const double Damping = 1e-4;
    // A spring this much stiffer than the squared error itself reaches its target to a few per cent.
    private const double Stiffness = 30;
    private readonly LawFit _fit;
    private readonly CurveProblem _inner;
    private readonly PulledProblem _problem;
    private readonly LevenbergMarquardt _solver;
    private readonly double _strength;
    private readonly double _factor;

    /// <summary>Prepares the profile of one parameter.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="curves">Its curves.</param>
    /// <param name="parameter">The parameter's index.</param>
    /// <param name="modelVariance">Its variance on its scale were a point's noise variance 1: the curvature's inverse.</param>
    /// <param name="error">Its standard error on its scale by the sandwich.</param>
    public ProfileTrace(LawFit fit, CurveSet curves, int parameter, double modelVariance, double error)
    {
        _fit = fit;
        _inner = new CurveProblem(fit.Family, curves, fit.Weighting);
        _problem = new PulledProblem(_inner, fit.Family, fit.Tasks.Count, parameter);
        _solver = new LevenbergMarquardt(_problem);
        Centre = _problem.Place(fit.Coordinates);
        Error = error;
        _factor = modelVariance / error / error;
        _strength = Stiffness / modelVariance;
    }

    /// <summary>The estimate on the parameter's scale.</summary>
    public double Centre { get; }

    /// <summary>The standard error on the scale.</summary>
    public double Error { get; }

    /// <summary>The fit's coordinates, to descend from.</summary>
    public double[] Start() => [.. _fit.Coordinates];

    /// <summary>The profile near a place.</summary>
    /// <param name="place">Where, on the scale.</param>
    /// <param name="start">Coordinates from which to descend; overwritten by the point found.</param>
    /// <returns>The place reached, and the root of the scaled rise of the squared error: 1.96 at the 95 % threshold.</returns>
    public (double Place, double Root) At(double place, double[] start)
    {
        _problem.Target = place;
        _problem.Strength = _strength;
        var result = _solver.Solve(start, Iterations, Tolerance, Damping);
        result.Coordinates.CopyTo(start, 0);
        var rise = Math.Max(_inner.Cost(result.Coordinates) - _fit.Cost, 0);
        return (_problem.Place(result.Coordinates), Math.Sqrt(rise * _factor));
    }
}

using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Uncertainty;

/// <summary>
/// A law refitted to replicates of the measurement, each refit starting at the fit's optimum: standard errors and
/// intervals of every natural parameter and of any function of them. Where a law's columns may be permuted, every
/// replicate's are put in the order of the fit's before it is read.
/// </summary>
public sealed class LawBootstrap
{
    // A refit is accurate enough when a step gains this little in units of a point's noise: a parameter at one standard
    // error from its best value costs 1.
    private const double NegligibleGain = 1e-3;
    // The optimum of a replicate is within noise of the start: nearly a Gauss–Newton step.
    private const double Damping = 1e-6;
    private readonly double[][] _sorted;
    private readonly ParameterScale[] _scales;

    private LawBootstrap(LawFit fit, CurveNoise noise, BootstrapOptions options, double[][] coordinates, int unconverged)
    {
        Fit = fit;
        Source = noise.Source;
        Options = options;
        Coordinates = coordinates;
        Unconverged = unconverged;
        Replicates = [.. coordinates.Select(point => fit.Family.ToNatural(fit.Tasks.Count, point))];
        var count = fit.Natural.Count;
        _scales = [.. fit.Family.Parameters(fit.Tasks.Count).Select(ParameterScales.Of)];
        _sorted = [.. Enumerable.Range(0, count).Select(i => Replicates.Select(row => row[i]).Order().ToArray())];
        Intervals = [.. Enumerable.Range(0, count).Select(i => Interval(i, options.Method))];
        StandardErrors = [.. Enumerable.Range(0, count).Select(StandardError)];
    }

    /// <summary>The fit.</summary>
    public LawFit Fit { get; }

    /// <summary>What the noise was taken from.</summary>
    public NoiseSource Source { get; }

    /// <summary>How it was done.</summary>
    public BootstrapOptions Options { get; }

    /// <summary>The natural parameters of each replicate, in the family's order; [replicate][parameter].</summary>
    public IReadOnlyList<double[]> Replicates { get; }

    /// <summary>The coordinates of each replicate; [replicate][coordinate].</summary>
    public IReadOnlyList<double[]> Coordinates { get; }

    /// <summary>
    /// How many refits were still descending after <see cref="BootstrapOptions.MaximumIterations"/>: a large share means
    /// that the data leave some direction undetermined. Their last point is kept: leaving them out would narrow intervals.
    /// </summary>
    public int Unconverged { get; }

    /// <summary>The intervals of the natural parameters, by <see cref="BootstrapOptions.Method"/>; [parameter].</summary>
    public IReadOnlyList<ParameterInterval> Intervals { get; }

    /// <summary>The standard deviations of the replicates' natural parameters; [parameter].</summary>
    public IReadOnlyList<double> StandardErrors { get; }

    /// <summary>Bootstraps a fit.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="curves">The curves that it was fitted to.</param>
    /// <param name="noise">Their noise: for a curve law's fit, that of its one task (<see cref="CurveNoise.Single"/>).</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="InputException">An option is out of range, or fit, curves and noise are not of the same tasks.</exception>
    public static LawBootstrap Run(LawFit fit, CurveSet curves, CurveNoise noise, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(curves);
        ArgumentNullException.ThrowIfNull(noise);
        options ??= new BootstrapOptions();
        options.Validate();
        CheckMatch(fit, curves, noise);
        var targets = curves.Curves.Select(curve => new double[curve.Points]).ToArray();
        var problem = new CurveProblem(fit.Family, curves, fit.Weighting);
        for (var task = 0; task < targets.Length; task++)
        {
            problem.SetTargets(task, targets[task]);
        }
        var solver = new LevenbergMarquardt(problem);
        var key = RandomKey.FromSeed(options.Seed).Derive("bootstrap");
        var coordinates = new double[options.Replicates][];
        var unconverged = 0;
        var tolerance = NegligibleGain / curves.Points;
        for (var i = 0; i < coordinates.Length; i++)
        {
            noise.Draw(key.Derive(i).Open(), null, targets);
            var result = solver.Solve(fit.Coordinates, options.MaximumIterations, tolerance, Damping);
            unconverged += result.Reason == ExitReason.MaximumIterations ? 1 : 0;
            coordinates[i] = result.Coordinates;
            fit.Family.AlignTo(fit.Tasks.Count, fit.Coordinates, coordinates[i]);
        }
        return new LawBootstrap(fit, noise, options, coordinates, unconverged);
    }

    /// <summary>An interval of one natural parameter by another method than the default.</summary>
    /// <param name="parameter">The parameter's index.</param>
    /// <param name="method">How.</param>
    public ParameterInterval Interval(int parameter, IntervalMethod method) => ReplicateIntervals.Of(
        _sorted[parameter], Fit.Natural[parameter], _scales[parameter], method, Options.Level);

    /// <summary>The replicates of one natural parameter, increasing.</summary>
    internal double[] Sorted(int parameter) => _sorted[parameter];

    internal ParameterScale Scale(int parameter) => _scales[parameter];

    private double StandardError(int parameter)
    {
        var mean = _sorted[parameter].Average();
        return Math.Sqrt(_sorted[parameter].Sum(x => (x - mean) * (x - mean)) / (_sorted[parameter].Length - 1));
    }

    internal static void CheckMatch(LawFit fit, CurveSet curves, CurveNoise noise)
    {
        if (!fit.Tasks.SequenceEqual(curves.Tasks))
        {
            throw new InputException(
                $"bootstrap: the fit is of tasks {string.Join(", ", fit.Tasks)}, the curves of {string.Join(", ", curves.Tasks)}; "
                + "they must be the same");
        }
        noise.CheckMatch(curves);
    }
}

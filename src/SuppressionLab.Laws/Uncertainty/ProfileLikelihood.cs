using MathNet.Numerics.Distributions;
using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Diagnostics;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.Uncertainty;

/// <summary>
/// The profile of one natural parameter: the least squared error of all fits that hold it at a value. Where points of a
/// prompt are correlated the rise of the squared error is not χ²; it is scaled by the ratio of curvature to sandwich
/// variance for the parameter (Chandler and Bate 2007, vertical scaling; the Godambe ratio), and the interval is where it
/// stays below the χ²₁ quantile. Unlike a standard error it follows a bent or one-sided valley, and it is open where the
/// data set no limit.
/// </summary>
public sealed class ProfileLikelihood
{
    // Beyond, a probability is 0 or 1 and a positive number 0 or endless for any purpose.
    private const double Farthest = 15;
    private const double Accurate = 0.02;
    private const int Refinements = 5;
    private static readonly double[] Distances = [2, 4, 8, 16, 32, 64];

    private ProfileLikelihood(
        LawParameter parameter, double estimate, ParameterInterval interval, double straightness, IEnumerable<ProfilePoint> points)
    {
        Parameter = parameter;
        Estimate = estimate;
        Interval = interval;
        Straightness = straightness;
        Points = [.. points.OrderBy(point => point.Value)];
    }

    /// <summary>The parameter.</summary>
    public LawParameter Parameter { get; }

    /// <summary>The fit's value.</summary>
    public double Estimate { get; }

    /// <summary>The interval; an end at the end of the parameter's range is open.</summary>
    public ParameterInterval Interval { get; }

    /// <summary>
    /// How nearly the profile rises as the standard error says, two and four standard errors out, at the worst of the four
    /// places: 1 for a parabola, near 0 where values far away fit nearly as well, or values near by much worse.
    /// </summary>
    public double Straightness { get; }

    /// <summary>The points computed, by value, the estimate among them.</summary>
    public IReadOnlyList<ProfilePoint> Points { get; }

    /// <summary>Whether the data set no lower limit.</summary>
    public bool IsOpenBelow => Interval.Lower <= Parameter.Minimum;

    /// <summary>Whether the data set no upper limit.</summary>
    public bool IsOpenAbove => Interval.Upper >= Parameter.Maximum;

    /// <summary>Profiles one parameter.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="curves">The curves that it was fitted to.</param>
    /// <param name="noise">Their noise.</param>
    /// <param name="parameter">The parameter's index in the family's order.</param>
    /// <param name="level">The level, in (0, 1).</param>
    /// <exception cref="InputException">The level is out of range, or curves and noise are not of the same points.</exception>
    public static ProfileLikelihood Of(
        LawFit fit, CurveSet curves, CurveNoise noise, int parameter, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(curves);
        return Of(fit, curves, ParameterCovariance.Sandwich(fit, curves, noise),
            ParameterCovariance.Unit(fit, curves), parameter, level);
    }

    /// <summary>The same, from covariances that are known already: the sandwich, and that for noise of variance 1.</summary>
    internal static ProfileLikelihood Of(
        LawFit fit, CurveSet curves, ParameterCovariance sandwich, ParameterCovariance unit, int parameter, double level)
    {
        if (!(level is > 0 and < 1))
        {
            throw new InputException($"level: {level} is not allowed; a number between 0 and 1 is");
        }
        var described = fit.Family.Parameters(fit.Tasks.Count)[parameter];
        var scale = ParameterScales.Of(described);
        var slope = scale.Slope(fit.Natural[parameter]);
        var (error, root) = (sandwich.StandardErrors[parameter] * slope, unit.StandardErrors[parameter] * slope);
        if (!double.IsFinite(error) || !(error > 0) || error > Farthest)
        {
            return new(described, fit.Natural[parameter], new(described.Minimum, described.Maximum), 0,
                [new(fit.Natural[parameter], 0, [.. fit.Coordinates])]);
        }
        var trace = new ProfileTrace(fit, curves, parameter, root * root, error);
        var threshold = Normal.InvCDF(0, 1, (1 + level) / 2);
        var points = new List<ProfilePoint> { new(fit.Natural[parameter], 0, [.. fit.Coordinates]) };
        var (lower, leftward) = Side(trace, scale, -1, threshold, points);
        var (upper, rightward) = Side(trace, scale, 1, threshold, points);
        return new(described, fit.Natural[parameter],
            new(lower is { } l ? scale.From(l) : described.Minimum, upper is { } u ? scale.From(u) : described.Maximum),
            Math.Min(leftward, rightward), points);
    }

    /// <summary>One side: the place where the threshold is crossed, null if nowhere; and the straightness.</summary>
    private static (double? Crossing, double Straightness) Side(
        ProfileTrace trace, ParameterScale scale, int sign, double threshold, List<ProfilePoint> points)
    {
        var start = trace.Start();
        var (below, belowStart) = ((Distance: 0.0, Root: 0.0), start);
        (double Distance, double Root)? above = null;
        var straightness = 1.0;
        foreach (var distance in Distances)
        {
            var place = trace.Centre + (sign * distance * trace.Error);
            if (distance > 4 && (above is not null || (Math.Abs(place) > Farthest && scale != ParameterScale.Identity)))
            {
                break;
            }
            var reached = Reach(trace, scale, place, start, sign, points);
            straightness = distance <= 4 ? Math.Min(straightness, Straight(reached)) : straightness;
            if (above is null && reached.Root < threshold && reached.Distance > below.Distance)
            {
                (below, belowStart) = (reached, [.. start]);
            }
            else if (above is null && reached.Root >= threshold)
            {
                above = reached;
            }
        }
        return (above is { } crossed ? Refine(trace, scale, sign, threshold, below, belowStart, crossed, points) : null, straightness);
    }

    /// <summary>How near the root is to the distance in standard errors, either way; 1 if the same.</summary>
    private static double Straight((double Distance, double Root) reached) =>
        reached.Root == 0 || reached.Distance == 0 ? 0
        : Math.Min(reached.Root / reached.Distance, reached.Distance / reached.Root);

    private static double Refine(
        ProfileTrace trace,
        ParameterScale scale,
        int sign,
        double threshold,
        (double Distance, double Root) below,
        double[] start,
        (double Distance, double Root) above,
        List<ProfilePoint> points)
    {
        for (var i = 0; i < Refinements; i++)
        {
            if (Math.Min(threshold - below.Root, above.Root - threshold) < Accurate)
            {
                break;
            }
            var distance = Interpolate(below, above, threshold);
            var reached = Reach(trace, scale, trace.Centre + (sign * distance * trace.Error), start, sign, points);
            (below, above) = reached.Root < threshold ? (reached, above) : (below, reached);
        }
        return trace.Centre + (sign * trace.Error * Interpolate(below, above, threshold));
    }

    private static double Interpolate(
        (double Distance, double Root) below, (double Distance, double Root) above, double threshold) =>
        below.Distance + ((above.Distance - below.Distance) * (threshold - below.Root) / (above.Root - below.Root));

    private static (double Distance, double Root) Reach(
        ProfileTrace trace, ParameterScale scale, double place, double[] start, int sign, List<ProfilePoint> points)
    {
        var (reached, root) = trace.At(place, start);
        points.Add(new(scale.From(reached), root * root, [.. start]));
        return (Math.Max(sign * (reached - trace.Centre) / trace.Error, 0), root);
    }
}

using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Laws.Numerics;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Uncertainty;

/// <summary>
/// Looks for rivals of a fit: descents from fresh starts and from the fit with some coordinates replaced, judged not by
/// whether they beat its squared error but by whether the noise of the curves can tell them apart. Standard errors
/// describe the neighbourhood of one optimum; these laws often have several that fit alike.
/// </summary>
internal sealed class RivalSearch
{
    private const int Iterations = 60;
    private const double SearchTolerance = 1e-5;
    // Rivals that the curves reject by more than this before the last descent are not worth it.
    private const double Promising = 6;
    private readonly LawFit _fit;
    private readonly CurveSet _curves;
    private readonly CurveNoise _noise;
    private readonly CurveProblem _problem;
    private readonly LevenbergMarquardt _solver;
    private readonly double[][] _fitted;

    private RivalSearch(LawFit fit, CurveSet curves, CurveNoise noise)
    {
        (_fit, _curves, _noise) = (fit, curves, noise);
        _problem = new CurveProblem(fit.Family, curves, fit.Weighting);
        _solver = new LevenbergMarquardt(_problem);
        _fitted = Curves(fit.Coordinates);
    }

    /// <summary>The rivals found, whatever the evidence against them, each from a start of its own.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="curves">Its curves.</param>
    /// <param name="noise">Their noise.</param>
    /// <param name="starts">The number of starts.</param>
    /// <param name="seed">Of the starts.</param>
    public static IReadOnlyList<RivalOptimum> Find(LawFit fit, CurveSet curves, CurveNoise noise, int starts, ulong seed)
    {
        var search = new RivalSearch(fit, curves, noise);
        var coarse = CoarseCurves.Of(curves, fit.Weighting);
        var descent = new LevenbergMarquardt(new CurveProblem(fit.Family, coarse, PointWeighting.InverseVariance));
        var source = fit.Family.Starts(coarse);
        var key = RandomKey.FromSeed(seed).Derive("rivals").Derive(fit.Law);
        var sequence = new SpaceFillingSequence(source.Dimensions, key);
        var stream = key.Derive("renewal").Open();
        var (unit, start) = (new double[source.Dimensions], new double[fit.FreeParameters]);
        var rivals = new List<RivalOptimum>();
        for (var i = 0; i < starts; i++)
        {
            sequence.Point(i, unit);
            source.Fill(unit, start);
            if (i % 4 != 0)
            {
                KeepSome(fit.Coordinates, start, stream);
            }
            search.Consider(descent.Solve(start, Iterations, SearchTolerance).Coordinates, rivals);
        }
        return rivals;
    }

    private static void KeepSome(ReadOnlySpan<double> best, double[] start, RandomStream stream)
    {
        var renewed = 0.1 + (0.5 * stream.NextDouble());
        for (var j = 0; j < start.Length; j++)
        {
            start[j] = stream.NextDouble() < renewed ? start[j] : best[j];
        }
    }

    private void Consider(double[] coordinates, List<RivalOptimum> rivals)
    {
        if (Evidence(coordinates) > Promising)
        {
            return;
        }
        var result = _solver.Solve(coordinates, Iterations / 2, SearchTolerance);
        _fit.Family.Canonicalise(_fit.Tasks.Count, result.Coordinates);
        rivals.Add(new RivalOptimum(
            result.Coordinates,
            _fit.Family.ToNatural(_fit.Tasks.Count, result.Coordinates),
            result.Cost,
            Evidence(result.Coordinates)));
    }

    /// <summary>How strongly the curves prefer the fit, in standard errors; 0 where both predict the same.</summary>
    private double Evidence(ReadOnlySpan<double> coordinates)
    {
        var rival = Curves(coordinates);
        var (gain, variance) = (0.0, new double[1]);
        for (var task = 0; task < rival.Length; task++)
        {
            var measured = _curves.Curves[task];
            var difference = new double[measured.Points];
            for (var i = 0; i < difference.Length; i++)
            {
                var error = _fit.Weighting == PointWeighting.Equal ? 1 : measured.StandardErrors![i];
                difference[i] = (_fitted[task][i] - rival[task][i]) / error / error;
                gain += difference[i] * (measured.Probabilities[i] - rival[task][i]);
            }
            _noise.AddMeat(task, difference, [0], 1, variance);
        }
        return variance[0] > 0 ? gain / Math.Sqrt(variance[0]) : gain > 0 ? double.PositiveInfinity : 0;
    }

    private double[][] Curves(ReadOnlySpan<double> coordinates)
    {
        var result = new double[_curves.Curves.Count][];
        for (var task = 0; task < result.Length; task++)
        {
            result[task] = _fit.Family.Evaluate(result.Length, task, coordinates, _curves.Curves[task].Shots);
        }
        return result;
    }
}

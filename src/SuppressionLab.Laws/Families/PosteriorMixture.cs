using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.Families;

/// <summary>
/// The general Bayesian law of one task, p(n) = Σₘ wₘ Pₘ with wₘ ∝ ρₘ Pₘ^(K·n), and its derivatives by ln Pₘ, by the
/// log-weights ln ρₘ (unnormalised: adding a constant to all changes nothing) and by ln K. Log-sum-exp over tasks, four
/// points at a time.
/// </summary>
internal static class PosteriorMixture
{
    /// <summary>Evaluates the law; <paramref name="byLogRow"/>, <paramref name="byLogPrior"/> are [task, point].</summary>
    public static void Evaluate(
        ReadOnlySpan<double> logRow,
        ReadOnlySpan<double> logPrior,
        double efficiency,
        ReadOnlySpan<double> shots,
        Span<double> probabilities,
        Span<double> byLogRow,
        Span<double> byLogPrior,
        Span<double> byLogEfficiency)
    {
        var tasks = logRow.Length;
        var points = shots.Length;
        Span<double> row = stackalloc double[tasks];
        for (var m = 0; m < tasks; m++)
        {
            row[m] = Math.Exp(logRow[m]);
        }
        Span<Vector256<double>> weights = stackalloc Vector256<double>[tasks];
        for (var i = 0; i < points; i += Lanes.Width)
        {
            var evidence = Lanes.Load(shots, i) * efficiency;
            Posterior(logRow, logPrior, evidence, weights);
            var p = Vector256<double>.Zero;
            for (var m = 0; m < tasks; m++)
            {
                p += weights[m] * row[m];
            }
            Lanes.Store(Vector256.Min(p, Vector256<double>.One), probabilities, i);
            if (!byLogEfficiency.IsEmpty)
            {
                var byEvidence = Vector256<double>.Zero;
                for (var m = 0; m < tasks; m++)
                {
                    var tilt = weights[m] * (Vector256.Create(row[m]) - p);
                    byEvidence += tilt * logRow[m];
                    Lanes.Store(tilt, byLogPrior.Slice(m * points, points), i);
                    Lanes.Store((weights[m] * row[m]) + (evidence * tilt), byLogRow.Slice(m * points, points), i);
                }
                Lanes.Store(byEvidence * evidence, byLogEfficiency, i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Posterior(
        ReadOnlySpan<double> logRow, ReadOnlySpan<double> logPrior, Vector256<double> evidence, Span<Vector256<double>> weights)
    {
        var largest = Vector256.Create(double.NegativeInfinity);
        for (var m = 0; m < weights.Length; m++)
        {
            weights[m] = (evidence * logRow[m]) + Vector256.Create(logPrior[m]);
            largest = Vector256.Max(largest, weights[m]);
        }
        var total = Vector256<double>.Zero;
        for (var m = 0; m < weights.Length; m++)
        {
            weights[m] = Vector256.Exp(weights[m] - largest);
            total += weights[m];
        }
        var scale = Vector256<double>.One / total;
        for (var m = 0; m < weights.Length; m++)
        {
            weights[m] *= scale;
        }
    }
}

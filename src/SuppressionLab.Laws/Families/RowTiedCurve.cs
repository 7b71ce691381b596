using System.Runtime.Intrinsics;
using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.Families;

/// <summary>The curve of a law tied along rows, in the coordinates of the tied laws, for any way to weigh evidence.</summary>
internal static class RowTiedCurve
{
    /// <summary>As <see cref="LawFamily.Evaluate(int, int, ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, Span{double})"/>.</summary>
    public static void Evaluate<TLink>(
        int tasks,
        int task,
        ReadOnlySpan<double> coordinates,
        ReadOnlySpan<double> shots,
        Span<double> probabilities,
        Span<double> jacobian)
        where TLink : struct, IEvidenceLink
    {
        Span<double> logPrior = stackalloc double[tasks];
        Simplex.LogProbabilities(coordinates.Slice(2 * tasks, tasks - 1), logPrior);
        var logOdds = logPrior[task] - LogSumOfOthers(logPrior, task);
        var gamma = Logistic.Sigmoid(coordinates[task]);
        var share = Logistic.Sigmoid(coordinates[tasks + task]);
        var gap = Logistic.Sigmoid(-coordinates[tasks + task]);
        // ln(γ/β) = −ln σ(b): never the difference of two near logarithms.
        var slope = -Math.Exp(coordinates[^1]) * Logistic.LogSigmoid(coordinates[tasks + task]);
        var points = shots.Length;
        for (var i = 0; i < points; i += Lanes.Width)
        {
            var evidence = Lanes.Load(shots, i) * slope;
            var posterior = TLink.At(Vector256.Create(logOdds), evidence);
            var p = ((posterior.Value * gap) + Vector256.Create(share)) * gamma;
            Lanes.Store(Vector256.Min(p, Vector256<double>.One), probabilities, i);
            if (!jacobian.IsEmpty)
            {
                var byEvidence = posterior.ByEvidence * (gamma * gap);
                Lanes.Store(p * Logistic.Sigmoid(-coordinates[task]), jacobian[..points], i);
                Lanes.Store(posterior.ByLogOdds * (gamma * gap), jacobian.Slice(2 * points, points), i);
                Lanes.Store(byEvidence * evidence, jacobian.Slice((tasks + 1) * points, points), i);
                Lanes.Store(
                    ((Vector256<double>.One - posterior.Value) * (gamma * share * gap))
                        - (byEvidence * Lanes.Load(shots, i) * (gap * Math.Exp(coordinates[^1]))),
                    jacobian.Slice(points, points),
                    i);
            }
        }
        if (!jacobian.IsEmpty)
        {
            SpreadOverPrior(logPrior, task, jacobian.Slice(2 * points, (tasks - 1) * points));
        }
    }

    /// <summary>From the derivative by the log-odds of ρₜ (in the first row) to those by the prior's coordinates.</summary>
    private static void SpreadOverPrior(ReadOnlySpan<double> logPrior, int task, Span<double> rows)
    {
        var tasks = logPrior.Length;
        var points = rows.Length / (tasks - 1);
        var others = LogSumOfOthers(logPrior, task);
        var basis = Simplex.Basis(tasks);
        for (var j = tasks - 2; j >= 0; j--)
        {
            var factor = basis[(j * tasks) + task];
            for (var m = 0; m < tasks; m++)
            {
                factor -= m == task ? 0 : Math.Exp(logPrior[m] - others) * basis[(j * tasks) + m];
            }
            var source = rows[..points];
            var target = rows.Slice(j * points, points);
            for (var i = 0; i < points; i += Lanes.Width)
            {
                Lanes.Store(Lanes.Load(source, i) * factor, target, i);
            }
        }
    }

    private static double LogSumOfOthers(ReadOnlySpan<double> logPrior, int task)
    {
        var largest = double.NegativeInfinity;
        for (var m = 0; m < logPrior.Length; m++)
        {
            largest = m == task ? largest : Math.Max(largest, logPrior[m]);
        }
        var sum = 0.0;
        for (var m = 0; m < logPrior.Length; m++)
        {
            sum += m == task ? 0 : Math.Exp(logPrior[m] - largest);
        }
        return largest + Math.Log(sum);
    }
}

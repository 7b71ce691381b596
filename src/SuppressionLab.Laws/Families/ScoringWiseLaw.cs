using System.Runtime.Intrinsics;
using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.Families;

/// <summary>
/// The Bayesian law tied along rows: P[t,t] = γₜ, P[t,m] = βₜ for m ≠ t, so that
/// p(n | t) = βₜ + (γₜ − βₜ)·σ(logit ρₜ + K·n·ln(γₜ/βₜ)). 3M free parameters.
/// </summary>
public sealed class ScoringWiseLaw : TiedBayesianLaw
{
    /// <inheritdoc/>
    public override string Name => "scoring-wise";

    /// <inheritdoc/>
    public override string Title => "Bayesian (scoring-wise)";

    private protected override string BetaMeaning(int task) =>
        $"the probability that the other tasks give to examples of task {task}";

    /// <inheritdoc/>
    public override double[,] TaskProbabilities(int tasks, ReadOnlySpan<double> natural)
    {
        var result = new double[tasks, tasks];
        for (var t = 0; t < tasks; t++)
        {
            for (var m = 0; m < tasks; m++)
            {
                result[t, m] = natural[(m == t ? tasks + 1 : (2 * tasks) + 1) + t];
            }
        }
        return result;
    }

    /// <inheritdoc/>
    public override int[] ActiveCoordinates(int tasks, int task) =>
        [task, tasks + task, .. Enumerable.Range(2 * tasks, tasks)];

    /// <inheritdoc/>
    public override StartSource Starts(CurveSet curves) => TiedStart.FromCurves(curves);

    /// <inheritdoc/>
    public override void Evaluate(
        int tasks,
        int task,
        ReadOnlySpan<double> coordinates,
        ReadOnlySpan<double> shots,
        Span<double> probabilities,
        Span<double> jacobian)
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
            var posterior = Sigmoid(evidence + Vector256.Create(logOdds));
            var p = ((posterior * gap) + Vector256.Create(share)) * gamma;
            Lanes.Store(Vector256.Min(p, Vector256<double>.One), probabilities, i);
            if (!jacobian.IsEmpty)
            {
                var byLogOdds = posterior * (Vector256<double>.One - posterior) * (gamma * gap);
                Lanes.Store(p * Logistic.Sigmoid(-coordinates[task]), jacobian[..points], i);
                Lanes.Store(byLogOdds, jacobian.Slice(2 * points, points), i);
                Lanes.Store(byLogOdds * evidence, jacobian.Slice((tasks + 1) * points, points), i);
                Lanes.Store(
                    ((Vector256<double>.One - posterior) * (gamma * share * gap))
                        - (byLogOdds * Lanes.Load(shots, i) * (gap * Math.Exp(coordinates[^1]))),
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

    private static Vector256<double> Sigmoid(Vector256<double> x) =>
        // Beyond ±700 the logistic function is 0 or 1 to the last bit, and e⁷⁰⁰ still is a finite number.
        Vector256<double>.One / (Vector256<double>.One + Vector256.Exp(-Vector256.Clamp(x, Vector256.Create(-700.0), Vector256.Create(700.0))));
}

using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.Families;

/// <summary>
/// The Bayesian law tied down columns: P[t,t] = γₜ, P[t,m] = βₘ for m ≠ t. 3M free parameters. Its squared error has
/// many local optima; see <see cref="Fitting.LawFitOptions.Starts"/>.
/// </summary>
public sealed class SamplingWiseLaw : TiedBayesianLaw
{
    /// <inheritdoc/>
    public override string Name => "sampling-wise";

    /// <inheritdoc/>
    public override string Title => "Bayesian (sampling-wise)";

    private protected override string BetaMeaning(int task) =>
        $"the probability that task {task} gives to examples of the other tasks";

    /// <inheritdoc/>
    public override double[,] TaskProbabilities(int tasks, ReadOnlySpan<double> natural)
    {
        var result = new double[tasks, tasks];
        for (var t = 0; t < tasks; t++)
        {
            for (var m = 0; m < tasks; m++)
            {
                result[t, m] = natural[(m == t ? tasks + 1 : (2 * tasks) + 1) + m];
            }
        }
        return result;
    }

    /// <inheritdoc/>
    public override int[] ActiveCoordinates(int tasks, int task) => [.. Enumerable.Range(0, 3 * tasks)];

    /// <inheritdoc/>
    internal override IReadOnlyList<int[]> PermutableBlocks(int tasks) =>
        [[.. Enumerable.Range(tasks, tasks)], [.. Enumerable.Range(0, 3 * tasks)]];

    /// <inheritdoc/>
    public override StartSource Starts(CurveSet curves)
    {
        // Half of the starts are near the scoring-wise fit, which shares γ, ρ and K, half anywhere plausible.
        var tied = TiedStart.ScoringWise(curves);
        var anywhere = TiedStart.FromCurves(curves);
        var tasks = curves.Curves.Count;
        return new StartSource(anywhere.Dimensions + 1, (unit, coordinates) =>
        {
            if (unit[0] < 0.5)
            {
                anywhere.Fill(unit[1..], coordinates);
                return;
            }
            for (var t = 0; t < tasks; t++)
            {
                coordinates[t] = tied[t] + (1.5 * (unit[3 + t] - 0.35));
                coordinates[tasks + t] = tied[tasks + t] + (6 * (unit[3 + tasks + t] - 0.5));
            }
            TiedStart.JitterPriorAndEfficiency(tied, unit.Slice(1, 1), unit.Slice(3 + (2 * tasks), tasks), 2, coordinates);
        });
    }

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
        Span<double> logRow = stackalloc double[tasks];
        Simplex.LogProbabilities(coordinates.Slice(2 * tasks, tasks - 1), logPrior);
        for (var m = 0; m < tasks; m++)
        {
            logRow[m] = Logistic.LogSigmoid(coordinates[m])
                + (m == task ? 0 : Logistic.LogSigmoid(coordinates[tasks + m]));
        }
        var efficiency = Math.Exp(coordinates[^1]);
        var points = shots.Length;
        if (jacobian.IsEmpty)
        {
            PosteriorMixture.Evaluate(logRow, logPrior, efficiency, shots, probabilities, [], [], []);
            return;
        }
        // The rows by ln P land where those by logit γ go, and the rows by ln ρ, one more than there are coordinates,
        // where those by logit β and the first M log-ratios go: no memory but the caller's.
        var byLogRow = jacobian[..(tasks * points)];
        var byShare = jacobian.Slice(tasks * points, tasks * points);
        var byPrior = jacobian.Slice(2 * tasks * points, (tasks - 1) * points);
        var byLogEfficiency = jacobian[^points..];
        PosteriorMixture.Evaluate(
            logRow, logPrior, efficiency, shots, probabilities, byLogRow, byShare, byLogEfficiency);
        PriorRows.FromLogPrior(byShare, byPrior, tasks);
        for (var m = 0; m < tasks; m++)
        {
            var source = byLogRow.Slice(m * points, points);
            PriorRows.Scale(
                source, m == task ? 0 : Logistic.Sigmoid(-coordinates[tasks + m]), byShare.Slice(m * points, points));
            PriorRows.Scale(source, Logistic.Sigmoid(-coordinates[m]), source);
        }
    }
}

using SuppressionLab.Laws.Data;

namespace SuppressionLab.Laws.Families;

/// <summary>
/// A Bayesian law tied along rows: P[t,t] = γₜ, P[t,m] = βₜ for m ≠ t, so that
/// p(n | t) = βₜ + (γₜ − βₜ)·qₜ(n), with qₜ(n) the learner's posterior of task t after n examples. What a law of this kind
/// says is how the evidence s = K·n·ln(γₜ/βₜ) turns logit ρₜ into q. 3M free parameters.
/// </summary>
public abstract class RowTiedBayesianLaw : TiedBayesianLaw
{
    private protected RowTiedBayesianLaw()
    {
    }

    private protected sealed override string BetaMeaning(int task) =>
        $"the probability that the other tasks give to examples of task {task}";

    /// <inheritdoc/>
    public sealed override double[,] TaskProbabilities(int tasks, ReadOnlySpan<double> natural)
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
    public sealed override int[] ActiveCoordinates(int tasks, int task) =>
        [task, tasks + task, .. Enumerable.Range(2 * tasks, tasks)];

    /// <inheritdoc/>
    public sealed override StartSource Starts(CurveSet curves) => TiedStart.FromCurves(curves);
}

using SuppressionLab.Laws.Families;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.Uncertainty;

/// <summary>
/// Simultaneous intervals for a whole prior: all M hold together in the nominal share of cases. On the log-odds scale,
/// estimate ± c · standard error with c the quantile of the replicates' largest |t| (Beran 1988; the bootstrap form of
/// Tukey's studentised maximum), which knows how the weights hang together where Bonferroni does not.
/// </summary>
public sealed class SimplexIntervals
{
    private SimplexIntervals(IReadOnlyList<ParameterInterval> intervals, double critical) =>
        (Intervals, Critical) = (intervals, critical);

    /// <summary>The intervals, in task order; [tasks].</summary>
    public IReadOnlyList<ParameterInterval> Intervals { get; }

    /// <summary>How many standard errors each reaches: 1.96 for one weight alone at 95 %.</summary>
    public double Critical { get; }

    /// <summary>Whether a whole prior lies inside.</summary>
    /// <param name="prior">The weights; [tasks].</param>
    public bool Contains(IReadOnlyList<double> prior)
    {
        ArgumentNullException.ThrowIfNull(prior);
        return Intervals.Index().All(pair => pair.Item.Contains(prior[pair.Index]));
    }

    /// <summary>The simultaneous intervals of a bootstrapped Bayesian law's prior.</summary>
    /// <param name="bootstrap">The bootstrap; its level is theirs.</param>
    /// <exception cref="InputException">The law has no prior.</exception>
    public static SimplexIntervals Of(LawBootstrap bootstrap)
    {
        ArgumentNullException.ThrowIfNull(bootstrap);
        var parameters = bootstrap.Fit.Family.Parameters(bootstrap.Fit.Tasks.Count);
        var indices = Enumerable.Range(0, parameters.Count).Where(i => parameters[i].Kind == ParameterKind.Prior).ToArray();
        if (indices.Length == 0)
        {
            throw new InputException($"law {bootstrap.Fit.Law}: it has no prior; a Bayesian law has");
        }
        return Of(
            [.. indices.Select(i => bootstrap.Fit.Natural[i])],
            [.. bootstrap.Replicates.Select(row => Array.ConvertAll(indices, i => row[i]))],
            bootstrap.Options.Level);
    }

    /// <summary>The same from bare numbers: an estimate [tasks] and replicates [replicate][tasks].</summary>
    internal static SimplexIntervals Of(double[] estimate, double[][] replicates, double level)
    {
        const ParameterScale scale = ParameterScale.Logit;
        var centre = Array.ConvertAll(estimate, p => scale.To(p));
        var errors = new double[centre.Length];
        var largest = new double[replicates.Length];
        for (var j = 0; j < centre.Length; j++)
        {
            errors[j] = ReplicateIntervals.Spread([.. replicates.Select(row => row[j]).Order()], scale);
            for (var i = 0; i < largest.Length; i++)
            {
                var distance = Math.Abs(scale.To(replicates[i][j]) - centre[j]);
                largest[i] = Math.Max(largest[i], distance == 0 ? 0 : distance / errors[j]);
            }
        }
        Array.Sort(largest);
        var critical = ReplicateIntervals.Quantile(largest, level);
        return new(
            [.. centre.Zip(errors, (place, error) =>
            {
                // An error of 0 with a replicate off the estimate gives ∞ · 0: that weight's replicates stand still.
                var reach = error == 0 ? 0 : critical * error;
                return new ParameterInterval(scale.From(place - reach), scale.From(place + reach));
            })],
            critical);
    }
}

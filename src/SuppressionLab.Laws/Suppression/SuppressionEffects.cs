using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Numerics;
using SuppressionLab.Laws.Uncertainty;

namespace SuppressionLab.Laws.Suppression;

/// <summary>Reads the changes of all parameters off a joint fit, with percentile intervals of its bootstrap.</summary>
internal static class SuppressionEffects
{
    public static IReadOnlyList<SuppressionEffect> Of(JointFit fit, double[][][] replicates, double level)
    {
        var parameters = fit.Family.Parameters(fit.Tasks.Count);
        return
        [
            .. from c in Enumerable.Range(0, fit.Conditions.Count)
               from i in Enumerable.Range(0, parameters.Count)
               let kind = parameters[i].Kind
               select new SuppressionEffect(
                   c,
                   kind,
                   parameters[i].Task,
                   fit.Natural[c][i],
                   Interval(replicates, r => r[c][i], level),
                   Change(kind, fit.Natural[0][i], fit.Natural[c][i]),
                   Interval(replicates, r => Change(kind, r[0][i], r[c][i]), level)),
        ];
    }

    private static double Change(ParameterKind kind, double before, double after) => kind switch
    {
        ParameterKind.Prior => Logistic.Logit(after) - Logistic.Logit(before),
        ParameterKind.Efficiency => Math.Log(after) - Math.Log(before),
        _ => after - before,
    };

    private static ParameterInterval? Interval(double[][][] replicates, Func<double[][], double> read, double level)
    {
        if (replicates.Length == 0)
        {
            return null;
        }
        var sorted = replicates.Select(read).Order().ToArray();
        return new ParameterInterval(
            ReplicateIntervals.Quantile(sorted, (1 - level) / 2), ReplicateIntervals.Quantile(sorted, (1 + level) / 2));
    }
}

using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.Families;

/// <summary>
/// Natural parameters of a tied law without bounds: log-ratios of ρ [M − 1], ln K, logit β [M], and logit of
/// (γ − β)/(1 − β) [M].
/// </summary>
internal static class TiedCoordinates
{
    public static double[] FromNatural(int tasks, IReadOnlyList<double> natural)
    {
        var result = new double[3 * tasks];
        Simplex.Coordinates([.. natural.Take(tasks)], result.AsSpan(0, tasks - 1));
        result[tasks - 1] = Math.Log(Math.Max(natural[tasks], 1e-300));
        for (var t = 0; t < tasks; t++)
        {
            var (gamma, beta) = (natural[tasks + 1 + t], natural[(2 * tasks) + 1 + t]);
            result[tasks + t] = Logistic.Logit(beta);
            result[(2 * tasks) + t] = Logistic.Logit((gamma - beta) / Math.Max(1 - beta, 1e-300));
        }
        return result;
    }

    public static double[] ToNatural(int tasks, ReadOnlySpan<double> coordinates)
    {
        var natural = new double[(3 * tasks) + 1];
        Simplex.LogProbabilities(coordinates[..(tasks - 1)], natural.AsSpan(0, tasks));
        for (var t = 0; t < tasks; t++)
        {
            natural[t] = Math.Exp(natural[t]);
            var beta = Logistic.Sigmoid(coordinates[tasks + t]);
            natural[(2 * tasks) + 1 + t] = beta;
            natural[tasks + 1 + t] = beta + ((1 - beta) * Logistic.Sigmoid(coordinates[(2 * tasks) + t]));
        }
        natural[tasks] = Math.Exp(coordinates[tasks - 1]);
        return natural;
    }
}

using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.Families;

/// <summary>
/// A Bayesian law whose P has 2M parameters, γ on the diagonal and β off it, 0 &lt; β ≤ γ &lt; 1 for each index; 3M free
/// parameters with the prior and K. Coordinates: logit γ [M], logit(β/γ) [M], log-ratios of ρ [M−1], ln K. Natural
/// order: prior [M], efficiency, gamma [M], beta [M].
/// </summary>
public abstract class TiedBayesianLaw : BayesianLaw
{
    private protected TiedBayesianLaw()
    {
    }

    private protected abstract string BetaMeaning(int task);

    /// <inheritdoc/>
    public sealed override int FreeParameters(int tasks) => 3 * tasks;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<LawParameter> Parameters(int tasks) =>
    [
        .. PriorParameters(tasks),
        EfficiencyParameter,
        .. Enumerable.Range(0, tasks).Select(t => new LawParameter(
            $"gamma[{t}]", ParameterKind.Gamma, t, 0, 1, $"the probability that task {t} gives to its own examples")),
        .. Enumerable.Range(0, tasks).Select(t => new LawParameter(
            $"beta[{t}]", ParameterKind.Beta, t, 0, 1, BetaMeaning(t))),
    ];

    /// <inheritdoc/>
    public sealed override void ToNatural(
        int tasks, ReadOnlySpan<double> coordinates, Span<double> natural, Span<double> jacobian)
    {
        jacobian.Clear();
        PriorAndEfficiency(tasks, coordinates, 0, natural, jacobian);
        var size = coordinates.Length;
        for (var t = 0; t < tasks; t++)
        {
            var gamma = Logistic.Sigmoid(coordinates[t]);
            var share = Logistic.Sigmoid(coordinates[tasks + t]);
            var gammaAt = tasks + 1 + t;
            var betaAt = gammaAt + tasks;
            natural[gammaAt] = gamma;
            natural[betaAt] = gamma * share;
            if (!jacobian.IsEmpty)
            {
                jacobian[(gammaAt * size) + t] = gamma * Logistic.Sigmoid(-coordinates[t]);
                jacobian[(betaAt * size) + t] = gamma * share * Logistic.Sigmoid(-coordinates[t]);
                jacobian[(betaAt * size) + tasks + t] = gamma * share * Logistic.Sigmoid(-coordinates[tasks + t]);
            }
        }
    }

    /// <inheritdoc/>
    public sealed override void ToCoordinates(int tasks, ReadOnlySpan<double> natural, Span<double> coordinates)
    {
        PriorAndEfficiencyCoordinates(tasks, natural, coordinates);
        for (var t = 0; t < tasks; t++)
        {
            var gamma = natural[tasks + 1 + t];
            var share = natural[(2 * tasks) + 1 + t] / Math.Max(gamma, 1e-300);
            coordinates[t] = Math.Clamp(Logistic.Logit(gamma), -LogitBound, LogitBound);
            coordinates[tasks + t] = Math.Clamp(Logistic.Logit(share), -LogitBound, LogitBound);
        }
    }

    /// <inheritdoc/>
    public sealed override void Bounds(int tasks, Span<double> lower, Span<double> upper)
    {
        lower[..(2 * tasks)].Fill(-LogitBound);
        upper[..(2 * tasks)].Fill(LogitBound);
        PriorAndEfficiencyBounds(tasks, lower, upper);
    }
}

using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Uncertainty;

namespace SuppressionLab.Laws.Suppression;

/// <summary>How far one parameter of one condition is from where it was before suppression.</summary>
/// <param name="Condition">The condition's index; the first, index 0, is the reference.</param>
/// <param name="Kind">Which parameter.</param>
/// <param name="Task">The task's index; null for K.</param>
/// <param name="Value">The parameter in this condition.</param>
/// <param name="ValueInterval">Its interval; null without a bootstrap.</param>
/// <param name="Change">
/// The change: of the log-odds for ρ, in nats; of the logarithm for K; the difference for γ and β.
/// </param>
/// <param name="ChangeInterval">Its interval; null without a bootstrap.</param>
public sealed record SuppressionEffect(
    int Condition,
    ParameterKind Kind,
    int? Task,
    double Value,
    ParameterInterval? ValueInterval,
    double Change,
    ParameterInterval? ChangeInterval);

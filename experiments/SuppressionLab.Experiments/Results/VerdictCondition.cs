namespace SuppressionLab.Experiments.Results;

/// <summary>One condition of a verdict with its parameters under the chosen model.</summary>
/// <param name="Method">The suppression method, or <c>none</c>.</param>
/// <param name="Amount">How much suppression.</param>
/// <param name="Prior">ρ of each task; its change is in the log-odds, in nats.</param>
/// <param name="Efficiency">K; its change is in the logarithm.</param>
/// <param name="Gamma">γ of each task; its change is the difference.</param>
/// <param name="Beta">β of each task; its change is the difference.</param>
internal sealed record VerdictCondition(
    string Method,
    double Amount,
    VerdictParameter[] Prior,
    VerdictParameter Efficiency,
    VerdictParameter[] Gamma,
    VerdictParameter[] Beta);

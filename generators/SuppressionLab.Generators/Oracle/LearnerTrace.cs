namespace SuppressionLab.Generators.Oracle;

/// <summary>What an exact learner believes along a sequence of T symbols, with M components and V symbols.</summary>
/// <param name="LogLikelihoods">[M] ln p(sequence | component) in nats; −∞ where impossible.</param>
/// <param name="Posterior">
/// [T+1, M]; row t is p(component | first t symbols), row 0 the prior. Where the first t symbols are impossible, the
/// last defined row is repeated.
/// </param>
/// <param name="Predictive">
/// [T+1, V]; row t is the probability of every next symbol after the first t. NaN where those are impossible.
/// </param>
public sealed record LearnerTrace(double[] LogLikelihoods, double[,] Posterior, double[,] Predictive);

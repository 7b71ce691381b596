namespace SuppressionLab.Generators.Oracle;

/// <summary>What an exact learner makes of one document, with M components.</summary>
/// <param name="LogLikelihoods">[M] ln p(document | component) in nats; −∞ where impossible.</param>
/// <param name="Posterior">
/// [M] p(component | document); NaN if no component of positive prior can produce the document.
/// </param>
/// <param name="MostLikely">The component of the largest posterior, the lowest of several; −1 where that is NaN.</param>
public sealed record ComponentPosterior(double[] LogLikelihoods, double[] Posterior, int MostLikely)
{
    /// <summary>Bayes' rule over components.</summary>
    /// <param name="logLikelihoods">[M] in nats.</param>
    /// <param name="prior">[M] that sum to 1.</param>
    internal static ComponentPosterior Of(double[] logLikelihoods, IReadOnlyList<double> prior)
    {
        double[] joint = [.. logLikelihoods.Select((value, component) => value + Math.Log(prior[component]))];
        var largest = joint.Max();
        if (double.IsNegativeInfinity(largest))
        {
            return new ComponentPosterior(logLikelihoods, Array.ConvertAll(joint, _ => double.NaN), -1);
        }
        var weights = Array.ConvertAll(joint, value => Math.Exp(value - largest));
        var total = weights.Sum();
        return new ComponentPosterior(
            logLikelihoods, Array.ConvertAll(weights, weight => weight / total), Array.IndexOf(joint, largest));
    }
}

using System.Globalization;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Generators.Oracle;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Suppression;

/// <summary>
/// Suppression as theory would have it, without any training: an exact Bayesian learner whose prior is reweighted
/// against all but the favoured components, and, if asked for, whose components are degraded. Its curves are the
/// positive control for whatever reads prior shifts off curves: here it is known what changed, and by how much.
/// </summary>
/// <remarks>
/// With prior π, favoured set F and shift δ in nats, the new prior is proportional to π_m for m in F and to e^(−δ)·π_m
/// elsewhere, so that the odds of any suppressed component against any favoured one fall by the factor e^(−δ), before
/// and after every example (Bayes' rule: the likelihoods do not change). Within each of the two groups the ratios stay.
/// </remarks>
public sealed record IdealSuppression
{
    /// <summary>The components that are not suppressed: one or more, not all.</summary>
    public required IReadOnlyList<int> Favoured { get; init; }

    /// <summary>
    /// δ, in nats: 0 changes nothing, +∞ gives the suppressed components prior 0, from which no example brings them
    /// back; negative values favour them. Default: 0. Not with <see cref="SuppressedPrior"/>.
    /// </summary>
    public double OddsShift { get; init; }

    /// <summary>
    /// The sum of the suppressed components' new prior, in [0, 1), in place of <see cref="OddsShift"/>.
    /// </summary>
    public double? SuppressedPrior { get; init; }

    /// <summary>Damage to components besides; null for none, which is the purely ideal case.</summary>
    public ComponentDegradation? Degradation { get; init; }

    /// <summary>What the suppressed learner takes for the mixture: the reweighted prior over the degraded components.</summary>
    /// <param name="mixture">The mixture with the prior of pretraining.</param>
    /// <returns>A mixture that exact learners, samplers and files take like any other.</returns>
    /// <exception cref="InputException">
    /// No or all components are favoured, a number is out of range, both or contradicting amounts are given, or a group
    /// that must gain weight has prior 0.
    /// </exception>
    public HmmMixture Apply(HmmMixture mixture)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        var reweighted = mixture.WithPrior(Reweight(mixture.Prior));
        return Degradation?.Apply(reweighted, Favoured) ?? reweighted;
    }

    /// <summary>The reweighted prior.</summary>
    /// <param name="prior">The prior of pretraining; M entries that sum to 1.</param>
    /// <returns>M entries that sum to 1; a component of prior 0 keeps it.</returns>
    /// <exception cref="InputException">As <see cref="Apply"/>.</exception>
    public double[] Reweight(IReadOnlyList<double> prior)
    {
        ArgumentNullException.ThrowIfNull(prior);
        ComponentChoice.Check(Favoured, prior.Count, "favoured");
        if (Favoured.Count == 0 || Favoured.Count == prior.Count)
        {
            throw new InputException(
                $"favoured: {Favoured.Count} of {prior.Count} components; at least one, and not all, are allowed");
        }
        var kept = prior.Where((_, component) => Favoured.Contains(component)).Sum();
        var suppressed = prior.Where((_, component) => !Favoured.Contains(component)).Sum();
        var target = Target(suppressed);
        if ((kept == 0 && target < 1) || (suppressed == 0 && target > 0))
        {
            throw new InputException(
                $"prior: the {(kept == 0 ? "favoured" : "suppressed")} components have prior 0, which no reweighting raises");
        }
        return
        [
            .. prior.Select((weight, component) => weight == 0 ? 0
                : Favoured.Contains(component) ? weight * (1 - target) / kept
                : weight * target / suppressed),
        ];
    }

    /// <summary>A document learner of the suppressed mixture.</summary>
    /// <param name="mixture">The mixture with the prior of pretraining.</param>
    /// <param name="smoothing">ε, in [0, 1].</param>
    public DocumentLearner DocumentLearner(HmmMixture mixture, double smoothing = 0.01) => new(Apply(mixture), smoothing);

    /// <summary>A prompt learner of the suppressed mixture, for prompts of examples of k symbols.</summary>
    /// <param name="mixture">A factored mixture with the prior of pretraining.</param>
    /// <param name="k">The number of symbols in an example.</param>
    public PromptLearner PromptLearner(HmmMixture mixture, int k) => new(Apply(mixture), k);

    /// <summary>The sum of the suppressed components' new prior.</summary>
    private double Target(double suppressed)
    {
        if (SuppressedPrior is { } target)
        {
            return OddsShift == 0 && target is >= 0 and < 1
                ? target
                : throw new InputException(OddsShift != 0
                    ? "oddsShift and suppressedPrior: both are given; one is allowed"
                    : $"suppressedPrior: {Text(target)}; a number of at least 0 and below 1 is allowed");
        }
        if (double.IsNaN(OddsShift) || double.IsNegativeInfinity(OddsShift))
        {
            throw new InputException($"oddsShift: {Text(OddsShift)}; a number of nats, or +∞ for prior 0, is allowed");
        }
        // Written so that neither a large positive nor a large negative shift overflows.
        return OddsShift >= 0
            ? suppressed * Math.Exp(-OddsShift) / (1 - suppressed + (suppressed * Math.Exp(-OddsShift)))
            : suppressed / (((1 - suppressed) * Math.Exp(OddsShift)) + suppressed);
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}

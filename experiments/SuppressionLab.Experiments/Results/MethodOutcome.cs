using SuppressionLab.Experiments.Plans;

namespace SuppressionLab.Experiments.Results;

/// <summary>What one method did to one network at one amount, over the plan's seeds: a row of the verdict table.</summary>
internal sealed record MethodOutcome
{
    /// <summary>Which network, with its variant.</summary>
    public required string Model { get; init; }

    /// <summary>The seeds that its numbers are means over.</summary>
    public required int Seeds { get; init; }

    /// <summary>The method.</summary>
    public required MethodPlan Method { get; init; }

    /// <summary>How much suppression.</summary>
    public required double Amount { get; init; }

    /// <summary>By how much the loss of kept documents rose, in nats a token: the damage.</summary>
    public required Estimate Damage { get; init; }

    /// <summary>By how much the loss of suppressed documents rose, in nats a token.</summary>
    public required Estimate SuppressedLossRise { get; init; }

    /// <summary>The probability of a suppressed label at one shot.</summary>
    public required Estimate AtOneShot { get; init; }

    /// <summary>The probability of a suppressed label at the most shots.</summary>
    public required Estimate AtMostShots { get; init; }

    /// <summary>The share of the pretrained model's probability of a suppressed label at one shot that is gone.</summary>
    public required Estimate Suppression { get; init; }

    /// <summary>The prior of the suppressed components, by the curves; see <see cref="PriorShift"/>.</summary>
    public required Reading Prior { get; init; }

    /// <summary>Whether the curves determine it.</summary>
    public required bool IsPriorIdentified { get; init; }

    /// <summary>The change of the suppressed components' log-odds under the joint fit, in nats.</summary>
    public required Reading PriorChange { get; init; }

    /// <summary>The change of ln K under the joint fit.</summary>
    public required Reading EfficiencyChange { get; init; }

    /// <summary>The change of γ of the suppressed components.</summary>
    public required Reading GammaChange { get; init; }

    /// <summary>The change of β of the suppressed components.</summary>
    public required Reading BetaChange { get; init; }

    /// <summary>What the joint fits say that changed, a title a seed.</summary>
    public required IReadOnlyList<string> Verdicts { get; init; }

    /// <summary>When each suppressed component of each seed came back to half, in shots; infinite where it did not.</summary>
    public required IReadOnlyList<double> ShotsToReturn { get; init; }

    /// <summary>Steps of relearning on suppressed documents to half of the way back, a seed each; see <see cref="HalfRecovery"/>.</summary>
    public required IReadOnlyList<double> RelearningSteps { get; init; }

    /// <summary>The accuracy of linear probes for the component, the mean over layers; null where there is no such attack.</summary>
    public required Estimate? ProbeAccuracy { get; init; }

    /// <summary>Examples, tokens and operations of the training; zeros for a control that was not fine-tuned.</summary>
    public required (double Documents, double Tokens, double Flops) Cost { get; init; }

    /// <summary>Wall time of the training, in seconds, its mean over seeds.</summary>
    public required double Seconds { get; init; }

    /// <summary>
    /// Whether it suppressed anything worth the word: a tenth of the label's probability at one shot, and beyond its interval.
    /// </summary>
    public bool Suppresses => Suppression.Value >= 0.1 && Significance.IsAbove(Suppression, Seeds);
}

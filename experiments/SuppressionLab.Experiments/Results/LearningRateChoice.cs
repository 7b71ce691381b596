using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Results;

/// <summary>Chooses among tried learning rates by held-out loss.</summary>
internal static class LearningRateChoice
{
    /// <summary>
    /// The rate after which suppressed documents are least probable, among those that raise the kept documents' loss by no more
    /// than is allowed; if all raise it more, the one that raises it least. The smaller rate where two are alike.
    /// </summary>
    /// <param name="keptBefore">The kept documents' loss before, in nats a token.</param>
    /// <param name="trials">The trials, by growing rate.</param>
    /// <param name="allowedDamage">How much it may rise.</param>
    /// <exception cref="InputException">No rate gave a finite loss.</exception>
    public static double Of(double keptBefore, IReadOnlyList<LearningRateTrial> trials, double allowedDamage)
    {
        var whole = trials.Where(t => t.KeptLoss is not null && t.SuppressedLoss is not null).ToList();
        if (whole.Count == 0)
        {
            throw new InputException("suppression.learningRateSearch.rates: none gave a finite loss; smaller rates are needed");
        }
        // A rate just below one that broke training may break it with another seed.
        var broken = trials.Where(t => t.KeptLoss is null || t.SuppressedLoss is null).Select(t => t.Rate).DefaultIfEmpty(double.PositiveInfinity).Min();
        var safe = whole.Where(t => t.Rate < broken).ToList();
        if (double.IsFinite(broken) && safe.Count > 1)
        {
            whole = safe.SkipLast(1).ToList();
        }
        var allowed = whole.Where(t => t.KeptLoss - keptBefore <= allowedDamage).ToList();
        return (allowed.Count > 0 ? allowed.MaxBy(t => t.SuppressedLoss) : whole.MinBy(t => t.KeptLoss))!.Rate;
    }
}

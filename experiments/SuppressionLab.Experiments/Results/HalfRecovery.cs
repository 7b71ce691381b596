namespace SuppressionLab.Experiments.Results;

/// <summary>How many steps of relearning bring the loss of suppressed documents half of the way back.</summary>
internal static class HalfRecovery
{
    /// <summary>
    /// The steps at which the loss first falls to a level that is the same for all methods of a seed, on straight lines between
    /// the doses: the middle between what the pretrained model has and what the one that never saw the behaviour has, or, where
    /// the model itself started lower than that one, its own start. Infinite if it does not get there, NaN where it started no
    /// higher than two standard errors above the pretrained model's: there is nothing to recover.
    /// </summary>
    /// <param name="steps">Steps of each dose, growing from 0.</param>
    /// <param name="losses">The loss at each dose.</param>
    /// <param name="pretrained">The pretrained model's loss on the same documents.</param>
    /// <param name="neverSaw">The loss of the model that never saw the behaviour; infinite if there is none.</param>
    /// <param name="standardError">The standard error of the first loss.</param>
    public static double Of(IReadOnlyList<double> steps, IReadOnlyList<double> losses, double pretrained, double neverSaw, double standardError)
    {
        if (!(losses[0] - pretrained > 2 * standardError))
        {
            return double.NaN;
        }
        var half = (Math.Min(losses[0], neverSaw) + pretrained) / 2;
        for (var i = 1; i < steps.Count; i++)
        {
            if (losses[i] <= half)
            {
                var share = (losses[i - 1] - half) / (losses[i - 1] - losses[i]);
                return steps[i - 1] + (share * (steps[i] - steps[i - 1]));
            }
        }
        return double.PositiveInfinity;
    }
}

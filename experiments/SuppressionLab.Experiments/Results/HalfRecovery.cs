namespace SuppressionLab.Experiments.Results;

/// <summary>How many steps of relearning bring the loss of suppressed documents half of the way back.</summary>
internal static class HalfRecovery
{
    /// <summary>
    /// The steps at which the loss first falls to the middle between where it started and what the pretrained model has, on
    /// straight lines between the doses; infinite if it does not, NaN where it started no higher than two standard errors above
    /// the pretrained model's: there is nothing to recover.
    /// </summary>
    /// <param name="steps">Steps of each dose, growing from 0.</param>
    /// <param name="losses">The loss at each dose.</param>
    /// <param name="pretrained">The pretrained model's loss on the same documents.</param>
    /// <param name="standardError">The standard error of the first loss.</param>
    public static double Of(IReadOnlyList<double> steps, IReadOnlyList<double> losses, double pretrained, double standardError)
    {
        if (!(losses[0] - pretrained > 2 * standardError))
        {
            return double.NaN;
        }
        var half = (losses[0] + pretrained) / 2;
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

using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace SuppressionLab.Laws.Uncertainty;

/// <summary>Intervals of one number out of its bootstrap replicates.</summary>
internal static class ReplicateIntervals
{
    /// <summary>The interval.</summary>
    /// <param name="sorted">The replicates, increasing.</param>
    /// <param name="estimate">The estimate from the data themselves.</param>
    /// <param name="scale">The parameter's scale.</param>
    /// <param name="method">How.</param>
    /// <param name="level">The nominal coverage.</param>
    public static ParameterInterval Of(
        double[] sorted, double estimate, ParameterScale scale, IntervalMethod method, double level)
    {
        var tail = (1 - level) / 2;
        switch (method)
        {
            case IntervalMethod.Percentile:
                return new(Quantile(sorted, tail), Quantile(sorted, 1 - tail));
            case IntervalMethod.Basic:
                var centre = scale.To(estimate);
                return new(
                    scale.From((2 * centre) - scale.To(Quantile(sorted, 1 - tail))),
                    scale.From((2 * centre) - scale.To(Quantile(sorted, tail))));
            case IntervalMethod.BiasCorrected:
                var shift = 2 * MedianBias(sorted, estimate);
                var reach = Normal.InvCDF(0, 1, 1 - tail);
                return new(
                    Quantile(sorted, Normal.CDF(0, 1, shift - reach)), Quantile(sorted, Normal.CDF(0, 1, shift + reach)));
            default:
                var spread = Normal.InvCDF(0, 1, 1 - tail) * Spread(sorted, scale);
                return new(scale.From(scale.To(estimate) - spread), scale.From(scale.To(estimate) + spread));
        }
    }

    /// <summary>z₀ = Φ⁻¹(share of replicates below the estimate): the bias of the median, in standard errors, reversed.</summary>
    public static double MedianBias(double[] sorted, double estimate)
    {
        var below = 0.0;
        foreach (var value in sorted)
        {
            below += value < estimate ? 1 : value == estimate ? 0.5 : 0;
        }
        return Normal.InvCDF(0, 1, Math.Clamp(below / sorted.Length, 0.5 / sorted.Length, 1 - (0.5 / sorted.Length)));
    }

    /// <summary>
    /// The standard deviation on the scale, from the quantiles at ±1 standard deviation of a normal: a few refits that ran
    /// away along an undetermined direction do not carry it off.
    /// </summary>
    public static double Spread(double[] sorted, ParameterScale scale) =>
        (scale.To(Quantile(sorted, 0.8413447460685429)) - scale.To(Quantile(sorted, 0.15865525393145707))) / 2;

    /// <summary>The order statistic at (R + 1)·share, interpolated: the share of a new replicate below it is right on average.</summary>
    public static double Quantile(double[] sorted, double share) =>
        SortedArrayStatistics.QuantileCustom(sorted, share, QuantileDefinition.R6);
}

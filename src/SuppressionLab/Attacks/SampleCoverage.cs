using MathNet.Numerics.Distributions;

namespace SuppressionLab.Attacks;

/// <summary>Coverage, the probability that at least one of k samples succeeds, from the successes among N samples.</summary>
internal static class SampleCoverage
{
    /// <summary>
    /// 1 − C(N − c, k)/C(N, k): the share of the k-subsets of the samples with a success, which is without bias for every
    /// success probability (Chen et al. 2021, arXiv 2107.03374, equation 1).
    /// </summary>
    /// <param name="samples">N.</param>
    /// <param name="successes">c, 0 to N.</param>
    /// <param name="k">1 to N.</param>
    public static double Unbiased(int samples, int successes, int k)
    {
        if (samples - successes < k)
        {
            return 1;
        }
        var failure = 1.0;
        for (var i = samples - successes + 1; i <= samples; i++)
        {
            failure *= 1 - ((double)k / i);
        }
        return 1 - failure;
    }

    /// <summary>The mean over prompts with its standard error; of one prompt, the binomial error over its samples.</summary>
    public static Estimate Of(IReadOnlyList<int> successes, int samples, int k) => successes.Count == 1
        ? OfOnePrompt(successes[0], samples, k)
        : Estimate.OfMean([.. successes.Select(c => Unbiased(samples, c, k))]);

    /// <summary>1, 2, 4, … and N.</summary>
    public static IReadOnlyList<int> Ks(int samples)
    {
        var ks = new List<int>();
        for (var k = 1; k < samples; k *= 2)
        {
            ks.Add(k);
        }
        return [.. ks, samples];
    }

    // The deviation of the estimate over binomial successes of the probability seen, summed exactly.
    private static Estimate OfOnePrompt(int successes, int samples, int k)
    {
        var binomial = new Binomial((double)successes / samples, samples);
        var (mean, square) = (0.0, 0.0);
        for (var c = 0; c <= samples; c++)
        {
            var (weight, value) = (binomial.Probability(c), Unbiased(samples, c, k));
            mean += weight * value;
            square += weight * value * value;
        }
        return new Estimate(
            Unbiased(samples, successes, k), Math.Sqrt(Math.Max(0, square - (mean * mean))), samples);
    }
}

using MathNet.Numerics.Distributions;
using SuppressionLab.Laws.Responses;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Attacks;

/// <summary>
/// The number of samples at which half of the prompts are covered, by the coverage law (Levi 2024, arXiv 2410.16377), with an
/// interval; infinite where coverage never gets there.
/// </summary>
/// <param name="Samples">The number, at least 1.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">Its upper end.</param>
/// <param name="Parameters">A, a and b with bootstrap errors over prompts; null where nothing determines them: a single prompt, or no success.</param>
internal sealed record SamplesToHalf(double Samples, double Low, double High, IReadOnlyList<Estimate>? Parameters)
{
    private static readonly CoverageLaw Law = new();

    /// <summary>Fits the law to the mean coverage of several prompts and resamples prompts.</summary>
    /// <param name="successes">Successes of each prompt.</param>
    /// <param name="samples">Samples of each prompt.</param>
    /// <param name="replicates">Bootstrap replicates.</param>
    /// <param name="level">The interval's coverage.</param>
    /// <param name="key">The stream of the resampling; replicate i uses its item i.</param>
    public static SamplesToHalf OfPrompts(
        IReadOnlyList<int> successes, int samples, int replicates, double level, RandomKey key)
    {
        if (successes.All(count => count == 0))
        {
            return Never(successes.Count, samples, level);
        }
        var fit = Fit(successes, samples);
        var resampled = Enumerable.Range(0, replicates).Select(i =>
        {
            var stream = key.Derive(i).Open();
            return Fit([.. successes.Select(_ => successes[stream.NextInt32(successes.Count)])], samples);
        }).ToArray();
        var halves = resampled.Select(Half).Order().ToArray();
        return new SamplesToHalf(
            Half(fit), Quantile(halves, (1 - level) / 2), Quantile(halves, (1 + level) / 2),
            [.. fit.Natural.Select((value, i) => new Estimate(
                value, Deviation([.. resampled.Select(r => r.Natural[i])]), successes.Count))]);
    }

    /// <summary>
    /// One prompt fails alike every time, so that k samples cover it with 1 − (1 − p)ᵏ; the interval is Wilson's (1927) for p.
    /// </summary>
    public static SamplesToHalf OfOnePrompt(int successes, int samples, double level)
    {
        var (low, high) = Wilson(successes, samples, level);
        return new SamplesToHalf(
            HalfOf((double)successes / samples), HalfOf(high), successes == 0 ? double.PositiveInfinity : HalfOf(low), null);
    }

    // Prompts without a success resample to themselves; what they exclude is half coverage at N samples, if there are enough.
    private static SamplesToHalf Never(int prompts, int samples, double level) => new(
        double.PositiveInfinity, Wilson(0, prompts, level).High < 0.5 ? samples : 1, double.PositiveInfinity, null);

    /// <summary>Wilson's (1927) interval for a probability.</summary>
    private static (double Low, double High) Wilson(int successes, int trials, double level)
    {
        var (share, z) = ((double)successes / trials, Normal.InvCDF(0, 1, (1 + level) / 2));
        var middle = (share + (z * z / (2 * trials))) / (1 + (z * z / trials));
        var half = z / (1 + (z * z / trials)) * Math.Sqrt((share * (1 - share) / trials) + (z * z / (4.0 * trials * trials)));
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    private static double HalfOf(double probability) => probability >= 0.5 ? 1
        : probability <= 0 ? double.PositiveInfinity
        : Math.Log(0.5) / Math.Log(1 - probability);

    private static ResponseFit Fit(IReadOnlyList<int> successes, int samples)
    {
        var ks = SampleCoverage.Ks(samples);
        return ResponseFitter.Fit(
            Law, [.. ks.Select(k => (double)k)],
            [.. ks.Select(k => Math.Clamp(successes.Average(c => SampleCoverage.Unbiased(samples, c, k)), 0, 1))]);
    }

    /// <summary>Where the fitted law, which rises, crosses a half.</summary>
    private static double Half(ResponseFit fit)
    {
        const double Endless = 1e15;
        if (fit.Predict(1) >= 0.5)
        {
            return 1;
        }
        if (fit.Predict(Endless) < 0.5)
        {
            return double.PositiveInfinity;
        }
        var (low, high) = (0.0, Math.Log(Endless));
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = fit.Predict(Math.Exp(middle)) < 0.5 ? (middle, high) : (low, middle);
        }
        return Math.Exp(high);
    }

    // The nearest order statistic: between a finite number and infinity there is nothing to interpolate.
    private static double Quantile(double[] sorted, double level) =>
        sorted[Math.Clamp((int)Math.Round(level * (sorted.Length - 1), MidpointRounding.AwayFromZero), 0, sorted.Length - 1)];

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }
}

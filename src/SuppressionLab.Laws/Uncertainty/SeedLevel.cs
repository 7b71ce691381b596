using MathNet.Numerics.Distributions;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Uncertainty;

/// <summary>
/// Seeds as a level of their own: the same design run with other mixtures and initialisations. An estimate is
/// μ + b(seed) + e(prompts); what is asked for is μ.
/// </summary>
/// <remarks>
/// The interval is Student's on the spread of the seeds' estimates, which holds b and e together, so nothing is added for
/// prompts; but the spread of two or three seeds may be small by chance, so it is never narrower than what the prompts
/// alone would give. The hierarchical bootstrap (resample seeds, then replicates of each) is given beside it and not used: with
/// S seeds its variance of b is (S − 1)/S of the truth, and its normal-like quantiles know nothing of the few degrees of
/// freedom, so that with few seeds it covers less than it says (Davison and Hinkley 1997, section 3.8).
/// </remarks>
public static class SeedLevel
{
    private const int Draws = 2000;

    /// <summary>Combines one number's estimates.</summary>
    /// <param name="estimates">One a seed.</param>
    /// <param name="replicates">Each seed's bootstrap replicates of it; [seed][replicate]; at least 20 each.</param>
    /// <param name="scale">Its scale.</param>
    /// <param name="level">The level, in (0, 1).</param>
    /// <param name="seed">Of the hierarchical bootstrap.</param>
    /// <exception cref="InputException">No seed, other numbers of estimates and replicates, a level out of range.</exception>
    public static SeedEstimate Combine(
        IReadOnlyList<double> estimates,
        IReadOnlyList<double[]> replicates,
        ParameterScale scale,
        double level = 0.95,
        ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(estimates);
        ArgumentNullException.ThrowIfNull(replicates);
        Check(estimates, replicates, level);
        var count = estimates.Count;
        var places = estimates.Select(value => scale.To(value)).ToArray();
        var sorted = replicates.Select(values => values.Select(value => scale.To(value)).Order().ToArray()).ToArray();
        var mean = places.Average();
        var within = Math.Sqrt(sorted.Average(values =>
            Math.Pow(ReplicateIntervals.Spread(values, ParameterScale.Identity), 2)));
        var hierarchical = Hierarchical(sorted, scale, level, RandomKey.FromSeed(seed).Derive("seed-level").Open());
        if (count == 1)
        {
            return new(1, estimates[0], 0, within, hierarchical, hierarchical);
        }
        var between = Math.Sqrt(places.Sum(x => (x - mean) * (x - mean)) / (count - 1));
        var reach = Math.Max(
            StudentT.InvCDF(0, 1, count - 1, (1 + level) / 2) * between, Normal.InvCDF(0, 1, (1 + level) / 2) * within);
        reach /= Math.Sqrt(count);
        return new(count, scale.From(mean), between, within,
            new(scale.From(mean - reach), scale.From(mean + reach)), hierarchical);
    }

    /// <summary>Combines the natural parameters of one law fitted to the same design at several seeds.</summary>
    /// <param name="seeds">One bootstrap a seed, of the same law and tasks.</param>
    /// <param name="level">The level, in (0, 1).</param>
    /// <returns>One estimate a parameter, in the family's order.</returns>
    /// <exception cref="InputException">No seed, other laws or tasks, a level out of range.</exception>
    public static IReadOnlyList<SeedEstimate> Combine(IReadOnlyList<LawBootstrap> seeds, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        if (seeds.Count == 0)
        {
            throw new InputException("seeds: none given; at least one is needed");
        }
        var first = seeds[0].Fit;
        var other = seeds.FirstOrDefault(s => s.Fit.Law != first.Law || !s.Fit.Tasks.SequenceEqual(first.Tasks))?.Fit;
        if (other is not null)
        {
            throw new InputException($"seeds: {Name(first)} and {Name(other)} together; all must be the same");
        }
        return [.. Enumerable.Range(0, first.Natural.Count).Select(i => Combine(
            [.. seeds.Select(s => s.Fit.Natural[i])], [.. seeds.Select(s => s.Sorted(i))], seeds[0].Scale(i), level))];
    }

    private static ParameterInterval Hierarchical(
        double[][] places, ParameterScale scale, double level, RandomStream stream)
    {
        var means = new double[Draws];
        for (var i = 0; i < Draws; i++)
        {
            for (var s = 0; s < places.Length; s++)
            {
                var values = places[stream.NextInt32(places.Length)];
                means[i] += values[stream.NextInt32(values.Length)] / places.Length;
            }
        }
        Array.Sort(means);
        var tail = (1 - level) / 2;
        return new(scale.From(ReplicateIntervals.Quantile(means, tail)), scale.From(ReplicateIntervals.Quantile(means, 1 - tail)));
    }

    private static void Check(IReadOnlyList<double> estimates, IReadOnlyList<double[]> replicates, double level)
    {
        if (estimates.Count == 0 || estimates.Count != replicates.Count)
        {
            throw new InputException(
                $"seeds: {estimates.Count} estimates and {replicates.Count} sets of replicates; one of each a seed is needed");
        }
        if (replicates.Any(values => values.Length < 20))
        {
            throw new InputException("seeds: at least 20 replicates a seed are needed");
        }
        if (!(level is > 0 and < 1))
        {
            throw new InputException($"level: {level} is not allowed; a number between 0 and 1 is");
        }
    }

    private static string Name(LawFit fit) => $"law {fit.Law} of tasks {string.Join(", ", fit.Tasks)}";
}

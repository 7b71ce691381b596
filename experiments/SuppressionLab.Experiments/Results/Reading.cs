using MathNet.Numerics.Distributions;

namespace SuppressionLab.Experiments.Results;

/// <summary>A number with a 95 % interval.</summary>
/// <param name="Value">The number; NaN if not known.</param>
/// <param name="Low">The interval's lower end; NaN if not known.</param>
/// <param name="High">Its upper end; NaN if not known.</param>
internal readonly record struct Reading(double Value, double Low, double High)
{
    /// <summary>Nothing is known.</summary>
    public static Reading Unknown { get; } = new(double.NaN, double.NaN, double.NaN);

    /// <summary>
    /// The mean over seeds. With several, the interval is Student's from the spread between seeds, which holds what differs
    /// between mixtures and initialisations as well as prompts, but is never narrower than the seeds' own intervals make it:
    /// few seeds may agree by chance. With one, the seed's own interval is all there is.
    /// </summary>
    public static Reading OverSeeds(IReadOnlyList<Reading> seeds)
    {
        if (seeds.Count == 0)
        {
            return Unknown;
        }
        if (seeds.Count == 1)
        {
            return seeds[0];
        }
        var mean = seeds.Average(seed => seed.Value);
        var variance = seeds.Sum(seed => (seed.Value - mean) * (seed.Value - mean)) / (seeds.Count - 1);
        var within = Math.Sqrt(seeds.Average(seed => (seed.High - seed.Low) * (seed.High - seed.Low)) / 4);
        var between = StudentT.InvCDF(0, 1, seeds.Count - 1, 0.975) * Math.Sqrt(variance);
        // NaN (an interval that is not known) is no reason for none at all.
        var half = (within > between ? within : between) / Math.Sqrt(seeds.Count);
        return new Reading(mean, mean - half, mean + half);
    }

    /// <summary>The same kept within [0, 1], where a probability's interval over seeds may leave it.</summary>
    public Reading AsProbability() => this with { Low = Math.Max(Low, 0), High = Math.Min(High, 1) };
}

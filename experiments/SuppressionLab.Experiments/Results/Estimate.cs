namespace SuppressionLab.Experiments.Results;

/// <summary>A number with its standard error.</summary>
/// <param name="Value">The number; NaN if not known.</param>
/// <param name="StandardError">Its standard error; NaN if not known.</param>
internal readonly record struct Estimate(double Value, double StandardError)
{
    /// <summary>What was not measured.</summary>
    public static Estimate Unknown { get; } = new(double.NaN, double.NaN);

    /// <summary>The mean of independent estimates, as of several components.</summary>
    public static Estimate MeanOf(IReadOnlyCollection<Estimate> estimates) => new(
        estimates.Average(e => e.Value),
        Math.Sqrt(estimates.Sum(e => e.StandardError * e.StandardError)) / estimates.Count);

    /// <summary>
    /// The mean over seeds. With several, the error is that of the spread between seeds, which holds what differs
    /// between mixtures and initialisations; with one, the seed's own error is all there is.
    /// </summary>
    public static Estimate OverSeeds(IReadOnlyList<Estimate> seeds)
    {
        if (seeds.Count == 1)
        {
            return seeds[0];
        }
        var mean = seeds.Average(e => e.Value);
        var variance = seeds.Sum(e => (e.Value - mean) * (e.Value - mean)) / (seeds.Count - 1);
        return new Estimate(mean, Math.Sqrt(variance / seeds.Count));
    }
}

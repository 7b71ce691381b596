namespace SuppressionLab.Laws.Uncertainty;

/// <summary>One number over several seeds.</summary>
/// <param name="Seeds">How many seeds.</param>
/// <param name="Mean">Their mean (taken on the number's scale).</param>
/// <param name="BetweenSeeds">The standard deviation of the seeds' estimates, on the scale; 0 for one seed.</param>
/// <param name="WithinSeeds">The root mean square of the seeds' own standard errors, on the scale.</param>
/// <param name="Interval">
/// For the mean over all seeds that might have been drawn: Student's, on the scale. For one seed it is that seed's own
/// interval, and says nothing about others.
/// </param>
/// <param name="Hierarchical">The percentile interval of resampling seeds, then prompts within them.</param>
public sealed record SeedEstimate(
    int Seeds,
    double Mean,
    double BetweenSeeds,
    double WithinSeeds,
    ParameterInterval Interval,
    ParameterInterval Hierarchical);

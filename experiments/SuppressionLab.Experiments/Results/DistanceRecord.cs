namespace SuppressionLab.Experiments.Results;

/// <summary>How far apart a mixture's components are.</summary>
/// <param name="Seed">The root seed.</param>
/// <param name="Mean">The mean rate over ordered pairs, in nats a symbol; null if one is infinite.</param>
/// <param name="StandardError">Its standard error, over documents; null if it is not known.</param>
/// <param name="Rates">[c][d]: the rate of documents of c against d; null where infinite.</param>
internal sealed record DistanceRecord(long Seed, double? Mean, double? StandardError, double?[][] Rates);

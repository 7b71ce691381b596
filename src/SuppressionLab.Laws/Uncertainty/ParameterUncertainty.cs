using SuppressionLab.Laws.Families;

namespace SuppressionLab.Laws.Uncertainty;

/// <summary>What is known of one natural parameter.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Estimate">Its fitted value.</param>
/// <param name="StandardError">By the sandwich covariance; infinite if the data do not determine it.</param>
/// <param name="Interval">
/// The interval to report: the profile's, or Wald's at the end where it reaches further. An end that is the end of the parameter's range means that the data set no limit.
/// Trust it where <paramref name="IsIdentified"/>.
/// </param>
/// <param name="Wald">Estimate ± quantile × standard error on the parameter's scale; the whole range if the error is infinite.</param>
/// <param name="Bootstrap">The percentile interval of the bootstrap; null without one.</param>
/// <param name="IsIdentified">Whether the data identify the parameter: whether its interval can be trusted.</param>
/// <param name="Reason">Why not; null if identified.</param>
public sealed record ParameterUncertainty(
    LawParameter Parameter,
    double Estimate,
    double StandardError,
    ParameterInterval Interval,
    ParameterInterval Wald,
    ParameterInterval? Bootstrap,
    bool IsIdentified,
    string? Reason);

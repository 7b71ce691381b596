namespace SuppressionLab.Laws.Uncertainty;

/// <summary>How an interval is made of bootstrap replicates (Davison and Hinkley 1997, chapter 5).</summary>
public enum IntervalMethod
{
    /// <summary>The replicates' quantiles.</summary>
    Percentile,

    /// <summary>The quantiles reflected at the estimate, on the parameter's <see cref="ParameterScale"/>.</summary>
    Basic,

    /// <summary>Percentiles shifted by the share of replicates below the estimate (Efron 1981: BC).</summary>
    BiasCorrected,

    /// <summary>The estimate ± normal quantile × the replicates' spread, on the parameter's <see cref="ParameterScale"/>.</summary>
    Normal,
}

namespace SuppressionLab.Laws.Fitting;

/// <summary>How much each point counts in a fit.</summary>
public enum PointWeighting
{
    /// <summary>All alike: the published loss.</summary>
    Equal,

    /// <summary>By 1/se², which needs every point's standard error, above 0.</summary>
    InverseVariance,
}

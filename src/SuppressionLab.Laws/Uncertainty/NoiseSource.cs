namespace SuppressionLab.Laws.Uncertainty;

/// <summary>What the noise of curves was taken from, most trustworthy first.</summary>
public enum NoiseSource
{
    /// <summary>Whole prompts, resampled: right however the points of a prompt are correlated.</summary>
    Prompts,

    /// <summary>Given standard errors: Gaussian, points taken as independent.</summary>
    StandardErrors,

    /// <summary>Counts alone: binomial, points taken as independent.</summary>
    Counts,

    /// <summary>Nothing was given: Gaussian, one variance a curve, from the curve's own roughness.</summary>
    Residuals,
}

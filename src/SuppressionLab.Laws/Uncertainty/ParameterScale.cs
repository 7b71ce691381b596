namespace SuppressionLab.Laws.Uncertainty;

/// <summary>
/// The scale on which an estimate of a parameter is near to normal and no interval can leave the parameter's range:
/// logit for probabilities, the logarithm for positive numbers, the parameter itself for others.
/// </summary>
public enum ParameterScale
{
    /// <summary>The parameter itself.</summary>
    Identity,

    /// <summary>ln θ, for θ in (0, ∞).</summary>
    Logarithm,

    /// <summary>ln θ/(1 − θ), for θ in (0, 1).</summary>
    Logit,
}

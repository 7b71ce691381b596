namespace SuppressionLab.Generators.Suppression;

/// <summary>What the rows of a degraded component are mixed with.</summary>
public enum DegradationTarget
{
    /// <summary>The uniform distribution: noise.</summary>
    Uniform,

    /// <summary>The plain mean of all components' rows, before degradation: what the components have in common.</summary>
    Average,
}

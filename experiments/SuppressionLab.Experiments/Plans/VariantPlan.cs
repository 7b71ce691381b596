namespace SuppressionLab.Experiments.Plans;

/// <summary>
/// One of several settings that a plan compares side by side: another mixture, pretraining prior or choice of components.
/// What is not given is the plan's own.
/// </summary>
internal sealed record VariantPlan
{
    /// <summary>The name in tables, behind the network's.</summary>
    public required string Name { get; init; }

    /// <summary>Another mixture.</summary>
    public MixturePlan? Mixture { get; init; }

    /// <summary>Other weights of the components in pretraining.</summary>
    public double[]? ComponentWeights { get; init; }

    /// <summary>Other favoured components.</summary>
    public int[]? Favoured { get; init; }

    /// <summary>Other suppressed components.</summary>
    public int[]? Suppressed { get; init; }

    /// <summary>Other kept components.</summary>
    public int[]? Kept { get; init; }
}

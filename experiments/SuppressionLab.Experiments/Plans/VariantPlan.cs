using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SuppressionLab.Experiments.Plans;

/// <summary>
/// One of several settings that a plan compares side by side: another mixture, pretraining prior, choice of components, or
/// any other fields. What is not given is the plan's own.
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

    /// <summary>
    /// Other values of any fields, by their paths: <c>{ "suppression.optimizer.learningRate": 1e-3 }</c>, with <c>[0]</c> or
    /// <c>[*]</c> behind lists. Not of seeds, networks and methods as a whole, which are crossed with the variants.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, JsonNode?>? Set { get; init; }
}

using System.Text.Json.Serialization;

namespace SuppressionLab.Generators.Mixtures;

/// <summary>A component in a mixture file: the first pair of matrices if factored, the second if general.</summary>
internal sealed record ComponentContent(double Prior, double[] Start)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double[][]? PropertyTransitions { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double[][]? EntityTransitions { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double[][]? Transitions { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double[][]? Emissions { get; init; }
}

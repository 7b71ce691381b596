using SuppressionLab.LanguageModels.Networks;

namespace SuppressionLab.LanguageModels.Objectives.Unlearning;

/// <summary>Parameters of <see cref="RmuObjective"/>.</summary>
public sealed record RmuOptions
{
    /// <summary>The number of blocks after which states are misdirected, 1 to the network's layers. Default: half of them, rounded up.</summary>
    public int? Layer { get; init; }

    /// <summary>c, above 0: the length of the state that suppressed documents are drawn to. Default: 6.5.</summary>
    public double Coefficient { get; init; } = 6.5;

    /// <summary>α, at least 0: the weight of documents to keep. Default: 100.</summary>
    public double KeptWeight { get; init; } = 100;

    /// <summary>The layer in a network.</summary>
    internal int LayerOf(NetworkConfiguration network) => Layer ?? (network.Layers + 1) / 2;

    /// <summary>Refuses values out of a network's range.</summary>
    /// <exception cref="Primitives.Errors.InputException">A field is out of range; the message names it.</exception>
    public void Validate(NetworkConfiguration network)
    {
        ArgumentNullException.ThrowIfNull(network);
        LossParameters.Require(
            LayerOf(network) >= 1 && LayerOf(network) <= network.Layers, "rmu", nameof(Layer), LayerOf(network), $"1 to {network.Layers}");
        LossParameters.RequirePositive("rmu", nameof(Coefficient), Coefficient);
        LossParameters.RequireNotNegative("rmu", nameof(KeptWeight), KeptWeight);
    }
}

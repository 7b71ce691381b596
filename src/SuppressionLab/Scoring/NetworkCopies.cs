using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Scoring;

/// <summary>Copies of networks.</summary>
internal static class NetworkCopies
{
    /// <summary>A network of the same shape, values and device, with memory of its own.</summary>
    public static LanguageModelNetwork Copy(LanguageModelNetwork network)
    {
        var copy = NetworkRegistry.Create(network.Configuration, RandomKey.FromSeed(0), network.Device);
        copy.Flat.CopyFrom(network.Flat.ToArray());
        return copy;
    }
}

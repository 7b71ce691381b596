using SuppressionLab.LanguageModels.Networks;

namespace SuppressionLab.Experiments.Stages;

/// <summary>
/// Roughly what a network needs in memory, in bytes of float32: for limits on how many stages run at once, not to the byte.
/// </summary>
internal static class NetworkMemory
{
    private const int FloatBytes = 4;

    // Inputs, projections, the fourfold feed-forward layer before and after its non-linearity, norms, residuals.
    private const int SavedPerLayer = 20;

    // Of one layer at a time, where nothing is kept for gradients.
    private const int LivePerLayer = 12;

    // Logits, their logarithms and their gradient.
    private const int LogitCopies = 3;

    /// <summary>Weights, gradients, two moments, and what a batch keeps for its gradients.</summary>
    public static double Training(NetworkConfiguration network, long batch, long length) => FloatBytes * (
        (4.0 * network.ParameterCount)
        + ((double)batch * length * ((SavedPerLayer * (double)network.Layers * network.Width) + (LogitCopies * network.VocabularySize))));

    /// <summary>Weights, and one layer of a batch.</summary>
    public static double Scoring(NetworkConfiguration network, long batch, long length) => FloatBytes * (
        network.ParameterCount
        + ((double)batch * length * ((LivePerLayer * (double)network.Width) + (LogitCopies * network.VocabularySize))));
}

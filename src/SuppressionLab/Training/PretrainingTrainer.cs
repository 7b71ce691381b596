using Microsoft.ML.Runtime;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Scoring;

namespace SuppressionLab.Training;

/// <summary>Trains a network from scratch on documents by next-token cross-entropy.</summary>
public sealed class PretrainingTrainer : LanguageModelTrainer
{
    private readonly PretrainingOptions _options;

    internal PretrainingTrainer(IHostEnvironment environment, PretrainingOptions options)
        : base(environment, options, "Pretraining", "pretraining")
    {
        _options = options;
        options.Network.Validate();
    }

    private protected override NetworkConfiguration Network => _options.Network;

    private protected override LanguageModelNetwork CreateNetwork(RandomKey key) =>
        NetworkRegistry.Create(_options.Network, key.Derive("initialisation"), Devices.Of(Host));
}

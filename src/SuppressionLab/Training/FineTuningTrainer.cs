using Microsoft.ML.Runtime;
using SuppressionLab.LanguageModels.Adapters;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Scoring;

namespace SuppressionLab.Training;

/// <summary>The base of trainers that go on from a copy of a pretrained model, which stays as it is, whole or by an adapter.</summary>
public abstract class FineTuningTrainer : LanguageModelTrainer
{
    private readonly LanguageModelTransformer _pretrained;
    private readonly LoraOptions? _adapter;

    private protected FineTuningTrainer(
        IHostEnvironment environment,
        LanguageModelTransformer pretrained,
        FineTuningOptions options,
        string name,
        string stream)
        : base(environment, options, name, stream)
    {
        ArgumentNullException.ThrowIfNull(pretrained);
        options.Adapter?.Validate(pretrained.Configuration);
        (_pretrained, _adapter) = (pretrained, options.Adapter);
    }

    private protected sealed override NetworkConfiguration Network => _pretrained.Configuration;

    private protected sealed override LanguageModelNetwork CreateNetwork(RandomKey key)
    {
        var network = _pretrained.CopyNetwork();
        if (_adapter is not null)
        {
            network.Attach(_adapter, key.Derive("adapter"));
        }
        return network;
    }

    /// <summary>The pretrained model as a reference; the caller disposes the lease.</summary>
    private protected SharedNetwork.Lease OpenReference() => _pretrained.ShareNetwork();
}

using Microsoft.ML.Runtime;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Scoring;

namespace SuppressionLab.Training;

/// <summary>The base of trainers that go on from a copy of a pretrained model, which stays as it is.</summary>
public abstract class FineTuningTrainer : LanguageModelTrainer
{
    private readonly LanguageModelTransformer _pretrained;

    private protected FineTuningTrainer(
        IHostEnvironment environment,
        LanguageModelTransformer pretrained,
        LanguageModelTrainerOptions options,
        string name,
        string stream)
        : base(environment, options, name, stream)
    {
        ArgumentNullException.ThrowIfNull(pretrained);
        _pretrained = pretrained;
    }

    private protected sealed override NetworkConfiguration Network => _pretrained.Configuration;

    private protected sealed override LanguageModelNetwork CreateNetwork(RandomKey key) => _pretrained.CopyNetwork();

    /// <summary>The pretrained model as a reference; the caller disposes the lease.</summary>
    private protected SharedNetwork.Lease OpenReference() => _pretrained.ShareNetwork();
}

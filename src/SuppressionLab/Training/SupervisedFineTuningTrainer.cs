using Microsoft.ML.Runtime;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Scoring;

namespace SuppressionLab.Training;

/// <summary>
/// Suppression by supervised fine-tuning (Arora et al. 2024, section 4): next-token cross-entropy on documents of the
/// favoured components, from a copy of a pretrained model. The pretrained model stays as it is.
/// </summary>
public sealed class SupervisedFineTuningTrainer : LanguageModelTrainer
{
    private readonly LanguageModelTransformer _pretrained;

    internal SupervisedFineTuningTrainer(
        IHostEnvironment environment, LanguageModelTransformer pretrained, SupervisedFineTuningOptions options)
        : base(environment, options, "SupervisedFineTuning", "supervised-fine-tuning")
    {
        ArgumentNullException.ThrowIfNull(pretrained);
        _pretrained = pretrained;
    }

    private protected override NetworkConfiguration Network => _pretrained.Configuration;

    private protected override LanguageModelNetwork CreateNetwork(RandomKey key) => _pretrained.CopyNetwork();
}

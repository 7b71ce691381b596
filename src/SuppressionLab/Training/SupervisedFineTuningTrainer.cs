using Microsoft.ML;
using Microsoft.ML.Runtime;
using SuppressionLab.LanguageModels.Objectives;
using SuppressionLab.Primitives.Randomness;
using SuppressionLab.Scoring;

namespace SuppressionLab.Training;

/// <summary>
/// Suppression by supervised fine-tuning (Arora et al. 2024, section 4): next-token cross-entropy on documents of the
/// favoured components, from a copy of a pretrained model, held near it if wanted. The pretrained model stays as it is.
/// </summary>
public sealed class SupervisedFineTuningTrainer : FineTuningTrainer
{
    private readonly SupervisedFineTuningOptions _options;

    internal SupervisedFineTuningTrainer(
        IHostEnvironment environment, LanguageModelTransformer pretrained, SupervisedFineTuningOptions options)
        : base(environment, pretrained, options, "SupervisedFineTuning", "supervised-fine-tuning")
    {
        LossParameters.RequireNotNegative("sft", nameof(options.ReferenceWeight), options.ReferenceWeight);
        _options = options;
    }

    private protected override TrainingRun Open(IDataView input, RandomKey key)
    {
        var run = base.Open(input, key);
        if (_options.ReferenceWeight == 0)
        {
            return run;
        }
        var reference = OpenReference();
        return run with
        {
            Objective = new ReferenceKlObjective(reference.Network, _options.ReferenceWeight),
            Owned = reference,
        };
    }
}

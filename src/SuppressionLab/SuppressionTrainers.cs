using Microsoft.ML.Runtime;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Scoring;
using SuppressionLab.Training;

namespace SuppressionLab;

/// <summary>The trainers of language models, as <c>ml.Suppression.Trainers</c>.</summary>
public sealed class SuppressionTrainers
{
    private readonly IHostEnvironment _environment;

    internal SuppressionTrainers(IHostEnvironment environment) => _environment = environment;

    /// <summary>Trains a network from scratch on documents, next token by next token.</summary>
    public PretrainingTrainer Pretraining(PretrainingOptions options) => new(_environment, options);

    /// <summary>Trains a network from scratch, everything else left at its default.</summary>
    /// <param name="network">The network's shape.</param>
    /// <param name="training">The optimiser's options.</param>
    public PretrainingTrainer Pretraining(NetworkConfiguration network, TrainingOptions training) =>
        Pretraining(new PretrainingOptions { Network = network, Training = training });

    /// <summary>
    /// Suppression by supervised fine-tuning: goes on training a copy of a pretrained model on documents of the
    /// favoured components. The pretrained model is left as it is.
    /// </summary>
    public SupervisedFineTuningTrainer SupervisedFineTuning(
        LanguageModelTransformer pretrained, SupervisedFineTuningOptions options) =>
        new(_environment, pretrained, options);

    /// <summary>Suppression by supervised fine-tuning, everything else left at its default.</summary>
    /// <param name="pretrained">Where to start from.</param>
    /// <param name="training">The optimiser's options.</param>
    public SupervisedFineTuningTrainer SupervisedFineTuning(
        LanguageModelTransformer pretrained, TrainingOptions training) =>
        SupervisedFineTuning(pretrained, new SupervisedFineTuningOptions { Training = training });
}

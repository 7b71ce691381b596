using Microsoft.ML.Runtime;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.LanguageModels.Objectives.Preferences;
using SuppressionLab.LanguageModels.Objectives.Unlearning;
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

    /// <summary>
    /// Suppression by preference: DPO (with label smoothing), IPO, hinge, SimPO, ORPO, CPO or a loss of one's own, on a view of
    /// preference pairs. The pretrained model is left as it is.
    /// </summary>
    /// <exception cref="Primitives.Errors.InputException">A parameter is out of range.</exception>
    public PreferenceOptimizationTrainer PreferenceOptimization(
        LanguageModelTransformer pretrained, PreferenceOptimizationOptions options) =>
        new(_environment, pretrained, options);

    /// <summary>Suppression by preference, everything but the loss left at its default.</summary>
    /// <param name="pretrained">Where to start from, and the reference.</param>
    /// <param name="training">The optimiser's options; a batch is of pairs.</param>
    /// <param name="loss">The loss; null for direct preference optimisation with β = 0.1.</param>
    public PreferenceOptimizationTrainer PreferenceOptimization(
        LanguageModelTransformer pretrained, TrainingOptions training, PreferenceLoss? loss = null) =>
        PreferenceOptimization(
            pretrained, new PreferenceOptimizationOptions { Training = training, Loss = loss ?? new DpoLoss() });

    /// <summary>
    /// Suppression by unlearning: gradient ascent, gradient difference, NPO, unlikelihood, KTO or a loss of one's own, on
    /// documents with their components. The pretrained model is left as it is.
    /// </summary>
    /// <exception cref="Primitives.Errors.InputException">A parameter or a component is out of range.</exception>
    public UnlearningTrainer Unlearning(LanguageModelTransformer pretrained, UnlearningOptions options) =>
        new(_environment, pretrained, options);

    /// <summary>Suppression by unlearning, everything else left at its default.</summary>
    /// <param name="pretrained">Where to start from, and the reference.</param>
    /// <param name="training">The optimiser's options.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="suppressed">The components to suppress; all others are kept.</param>
    public UnlearningTrainer Unlearning(
        LanguageModelTransformer pretrained, TrainingOptions training, UnlearningLoss loss, params int[] suppressed) =>
        Unlearning(pretrained, new UnlearningOptions { Training = training, Loss = loss, Suppressed = suppressed });

    /// <summary>Suppression by representation misdirection, on documents with their components.</summary>
    /// <exception cref="Primitives.Errors.InputException">A parameter or a component is out of range.</exception>
    public RepresentationMisdirectionTrainer RepresentationMisdirection(
        LanguageModelTransformer pretrained, RepresentationMisdirectionOptions options) =>
        new(_environment, pretrained, options);
}

namespace SuppressionLab.Primitives.Tables;

/// <summary>
/// One row a prompt and shot: how one model predicts the label after one in-context example's prefix. The bootstrap
/// resamples whole prompts, so these rows are kept beside the curve table.
/// </summary>
/// <param name="Model">Which network, for example <c>gpt2-2x64</c>.</param>
/// <param name="Method">The suppression method, for example <c>sft</c>, or <c>none</c> for the pretrained model.</param>
/// <param name="Amount">How much suppression, in <paramref name="AmountUnit"/>; 0 for the pretrained model.</param>
/// <param name="AmountUnit">The unit of the amount: <c>documents</c>, <c>pairs</c>, <c>tokens</c> or <c>steps</c>.</param>
/// <param name="Step">The optimiser step at which the model was scored.</param>
/// <param name="Seed">The root seed of the run.</param>
/// <param name="K">The example length k, in symbols.</param>
/// <param name="Component">The mixture component that generated the prompt.</param>
/// <param name="Prompt">The prompt's index.</param>
/// <param name="Shots">The number of complete examples before the scored one, from 0.</param>
/// <param name="LabelProbability">The model's probability of the label, in [0, 1].</param>
/// <param name="Correct">Whether the label is the model's most probable token.</param>
/// <param name="DocumentLearnerProbability">The document learner's probability of the label.</param>
/// <param name="PromptLearnerProbability">The prompt learner's probability of the label.</param>
public sealed record PromptScore(
    string Model,
    string Method,
    double Amount,
    string AmountUnit,
    long Step,
    long Seed,
    int K,
    int Component,
    int Prompt,
    int Shots,
    double LabelProbability,
    bool Correct,
    double DocumentLearnerProbability,
    double PromptLearnerProbability);

namespace SuppressionLab.Primitives.Tables;

/// <summary>One point of an in-context-learning curve: an average of <see cref="PromptScore"/> rows over prompts.</summary>
/// <param name="Model">Which network.</param>
/// <param name="Method">The suppression method, or <c>none</c>.</param>
/// <param name="Amount">How much suppression, in <paramref name="AmountUnit"/>.</param>
/// <param name="AmountUnit">The unit of the amount.</param>
/// <param name="Step">The optimiser step at which the model was scored.</param>
/// <param name="Seed">The root seed of the run.</param>
/// <param name="K">The example length k, in symbols.</param>
/// <param name="Component">The mixture component of the prompts.</param>
/// <param name="Shots">The number of complete examples before the scored one, from 0.</param>
/// <param name="Probability">The mean probability of the label.</param>
/// <param name="ProbabilityStandardError">
/// Its standard error over prompts, from the sample deviation; NaN with fewer than two prompts.
/// </param>
/// <param name="MeanNll">The mean of −ln p, in nats; infinite if a probability is 0.</param>
/// <param name="Accuracy">The share of prompts whose label is the model's most probable token.</param>
/// <param name="Count">The number of prompts.</param>
/// <param name="DocumentLearnerProbability">The document learner's mean probability of the label; NaN if not known.</param>
/// <param name="PromptLearnerProbability">The prompt learner's mean probability of the label; NaN if not known.</param>
public sealed record CurvePoint(
    string Model,
    string Method,
    double Amount,
    string AmountUnit,
    long Step,
    long Seed,
    int K,
    int Component,
    int Shots,
    double Probability,
    double ProbabilityStandardError,
    double MeanNll,
    double Accuracy,
    long Count,
    double DocumentLearnerProbability,
    double PromptLearnerProbability);

namespace SuppressionLab.Experiments.Results;

/// <summary>One recorded step of a training.</summary>
/// <param name="Step">The optimiser step, from 1.</param>
/// <param name="Tokens">Tokens seen so far.</param>
/// <param name="Loss">The batch's mean loss, in nats a token.</param>
/// <param name="LearningRate">The learning rate of the step.</param>
/// <param name="EvaluationLoss">The loss on held-out documents, where it was measured.</param>
internal sealed record TrainingHistoryPoint(
    long Step, long Tokens, double Loss, double LearningRate, double? EvaluationLoss);

namespace SuppressionLab.LanguageModels.Training;

/// <summary>One recorded step.</summary>
/// <param name="Step">The number of steps done, from 1.</param>
/// <param name="Tokens">Targets seen so far.</param>
/// <param name="Loss">The step's loss before its update, in the objective's unit (nats a target for the next token).</param>
/// <param name="LearningRate">The step's learning rate.</param>
/// <param name="EvaluationLoss">The evaluation after the step, or null if there was none.</param>
public sealed record TrainingRecord(long Step, long Tokens, double Loss, double LearningRate, double? EvaluationLoss);

namespace SuppressionLab.LanguageModels.Training;

/// <summary>Where a training run is.</summary>
/// <param name="Step">Optimiser steps done.</param>
/// <param name="Steps">Optimiser steps in all.</param>
/// <param name="Tokens">Targets seen, counted from the run's beginning.</param>
/// <param name="Loss">The last step's loss, in the objective's unit (nats a target for the next token).</param>
/// <param name="LearningRate">The last step's learning rate.</param>
/// <param name="TokensPerSecond">Targets a second in this process.</param>
/// <param name="TimeLeft">How long the rest takes at this pace.</param>
/// <param name="EvaluationLoss">The last evaluation, or null.</param>
public sealed record TrainingProgress(
    long Step, long Steps, long Tokens, double Loss, double LearningRate, double TokensPerSecond, TimeSpan TimeLeft,
    double? EvaluationLoss);

namespace SuppressionLab.LanguageModels.Training;

/// <summary>How a training run ended.</summary>
/// <param name="Steps">Optimiser steps done, those of earlier processes included.</param>
/// <param name="Tokens">Targets seen.</param>
/// <param name="FinalLoss">The last step's loss, in the objective's unit; NaN if there was no step.</param>
/// <param name="History">The recorded steps.</param>
/// <param name="StopReason">Why it stopped: <c>completed</c>.</param>
/// <param name="ResumedFrom">The step at which this process began; 0 for a fresh run.</param>
public sealed record TrainingResult(
    long Steps, long Tokens, double FinalLoss, IReadOnlyList<TrainingRecord> History, string StopReason, long ResumedFrom);

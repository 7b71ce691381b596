using SuppressionLab.LanguageModels.Training;

namespace SuppressionLab.Experiments.Stages;

/// <summary>How far a stage is.</summary>
/// <param name="Fraction">Share done, in [0, 1].</param>
/// <param name="Detail">What to say beside it, for example the loss and tokens a second.</param>
/// <param name="Training">The trainer's own report, where the stage trains.</param>
internal readonly record struct StageProgress(double Fraction, string Detail, TrainingProgress? Training = null);

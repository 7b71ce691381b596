namespace SuppressionLab.Training;

/// <summary>Options of <see cref="SupervisedFineTuningTrainer"/>.</summary>
public sealed record SupervisedFineTuningOptions : LanguageModelTrainerOptions;

using SuppressionLab.LanguageModels.Networks;

namespace SuppressionLab.Training;

/// <summary>Options of <see cref="PretrainingTrainer"/>.</summary>
public sealed record PretrainingOptions : LanguageModelTrainerOptions
{
    /// <summary>The network to train from scratch; its vocabulary holds the symbols, PAD and BOS.</summary>
    public required NetworkConfiguration Network { get; init; }
}

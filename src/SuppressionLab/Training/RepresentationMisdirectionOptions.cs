using SuppressionLab.LanguageModels.Objectives.Unlearning;

namespace SuppressionLab.Training;

/// <summary>Options of <see cref="RepresentationMisdirectionTrainer"/>.</summary>
public sealed record RepresentationMisdirectionOptions : ComponentRoleOptions
{
    /// <summary>Layer, length of the target and weight of documents to keep. Default: those of <see cref="RmuOptions"/>.</summary>
    public RmuOptions Misdirection { get; init; } = new();
}

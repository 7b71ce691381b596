using SuppressionLab.LanguageModels.Objectives.Unlearning;

namespace SuppressionLab.Training;

/// <summary>Options of <see cref="UnlearningTrainer"/>.</summary>
public sealed record UnlearningOptions : ComponentRoleOptions
{
    /// <summary>The loss, with its parameters. Default: negative preference optimisation, β = 0.1.</summary>
    public UnlearningLoss Loss { get; init; } = new NpoLoss();
}

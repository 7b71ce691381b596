using SuppressionLab.LanguageModels.Tensors;
using TorchSharp;
using static TorchSharp.torch.nn.functional;

namespace SuppressionLab.LanguageModels.Objectives.Preferences;

/// <summary>
/// The hinge variant of direct preference optimisation (Liu et al. 2023, "RSO", equation 6, after SLiC):
/// max(0, 1 − βh), h the margin of log-ratios.
/// </summary>
public sealed record HingePreferenceLoss : PreferenceLoss
{
    /// <summary>β, above 0: how hard the reference is held. Default: 0.1.</summary>
    public double Beta { get; init; } = 0.1;


    /// <inheritdoc/>
    public override string Name => "dpo-hinge";

    /// <inheritdoc/>
    public override bool UsesReference => true;

    /// <inheritdoc/>
    public override torch.Tensor Of(PreferenceScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return relu(scores.LogRatioMargin.Times((float)-Beta).Plus(1f));
    }

    /// <inheritdoc/>
    public override void Validate() => LossParameters.RequirePositive(Name, nameof(Beta), Beta);
}

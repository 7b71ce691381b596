using SuppressionLab.LanguageModels.Tensors;
using TorchSharp;
using static TorchSharp.torch.nn.functional;

namespace SuppressionLab.LanguageModels.Objectives.Preferences;

/// <summary>
/// SimPO (Meng et al. 2024, equation 6): −ln σ(β·(r_w − r_l) − γ), r the mean log-probability of an answer's tokens. No
/// reference.
/// </summary>
public sealed record SimPoLoss : PreferenceLoss
{
    /// <summary>β, above 0: the scale of the mean log-probabilities. Default: 2.</summary>
    public double Beta { get; init; } = 2;

    /// <summary>γ, at least 0: the margin that is asked for. Default: 1.</summary>
    public double Margin { get; init; } = 1;


    /// <inheritdoc/>
    public override string Name => "simpo";

    /// <inheritdoc/>
    public override bool UsesReference => false;

    /// <inheritdoc/>
    public override torch.Tensor Of(PreferenceScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var difference = scores.Chosen.div(scores.ChosenCounts).sub(scores.Rejected.div(scores.RejectedCounts));
        return logsigmoid(difference.Times((float)Beta).Plus((float)-Margin)).neg();
    }

    /// <inheritdoc/>
    public override void Validate()
    {
        LossParameters.RequirePositive(Name, nameof(Beta), Beta);
        LossParameters.RequireNotNegative(Name, nameof(Margin), Margin);
    }
}

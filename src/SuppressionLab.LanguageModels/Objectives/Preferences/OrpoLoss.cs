using SuppressionLab.LanguageModels.Tensors;
using TorchSharp;
using static TorchSharp.torch.nn.functional;

namespace SuppressionLab.LanguageModels.Objectives.Preferences;

/// <summary>
/// ORPO (Hong et al. 2024, equations 6 and 7): −r_w − λ·ln σ(ln odds_w − ln odds_l), r the mean log-probability of an
/// answer's tokens and odds = eʳ/(1 − eʳ). No reference; the first term is supervised fine-tuning on the chosen answer.
/// </summary>
public sealed record OrpoLoss : PreferenceLoss
{
    /// <summary>λ, at least 0: the weight of the odds ratio beside the likelihood of the chosen answer. Default: 0.1.</summary>
    public double Weight { get; init; } = 0.1;


    /// <inheritdoc/>
    public override string Name => "orpo";

    /// <inheritdoc/>
    public override bool UsesReference => false;

    /// <inheritdoc/>
    public override torch.Tensor Of(PreferenceScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var (chosen, rejected) = (scores.Chosen.div(scores.ChosenCounts), scores.Rejected.div(scores.RejectedCounts));
        return logsigmoid(LogOdds(chosen).sub(LogOdds(rejected))).Times((float)-Weight).sub(chosen);
    }

    /// <inheritdoc/>
    public override void Validate() => LossParameters.RequireNotNegative(Name, nameof(Weight), Weight);

    // ln(p / (1 − p)) from r = ln p < 0, without losing 1 − p near p = 1; above 1 − 10⁻⁶ p counts as that.
    private static torch.Tensor LogOdds(torch.Tensor r)
    {
        var bounded = torch.minimum(r, torch.tensor(-1e-6f, r.dtype, r.device));
        return bounded.sub(bounded.expm1().neg().log());
    }
}

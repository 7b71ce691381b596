using SuppressionLab.LanguageModels.Tensors;
using TorchSharp;
using static TorchSharp.torch.nn.functional;

namespace SuppressionLab.LanguageModels.Objectives.Preferences;

/// <summary>
/// Contrastive preference optimisation (Xu et al. 2024, equations 3 and 5): −ln σ(β·(ln π(chosen) − ln π(rejected)))
/// − λ·ln π(chosen)/tokens. No reference: the published form has that of a uniform one. The likelihood
/// term is a mean over tokens, where the paper sums over them.
/// </summary>
public sealed record CpoLoss : PreferenceLoss
{
    /// <summary>β, above 0: the scale of the difference. Default: 0.1.</summary>
    public double Beta { get; init; } = 0.1;

    /// <summary>λ, at least 0: the weight of the chosen answer's likelihood, in nats a token. Default: 1.</summary>
    public double Weight { get; init; } = 1;


    /// <inheritdoc/>
    public override string Name => "cpo";

    /// <inheritdoc/>
    public override bool UsesReference => false;

    /// <inheritdoc/>
    public override torch.Tensor Of(PreferenceScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return logsigmoid(scores.Chosen.sub(scores.Rejected).Times((float)Beta)).neg()
            .Plus(scores.Chosen.div(scores.ChosenCounts).Times((float)-Weight));
    }

    /// <inheritdoc/>
    public override void Validate()
    {
        LossParameters.RequirePositive(Name, nameof(Beta), Beta);
        LossParameters.RequireNotNegative(Name, nameof(Weight), Weight);
    }
}

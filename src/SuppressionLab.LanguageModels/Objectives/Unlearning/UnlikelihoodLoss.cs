using SuppressionLab.LanguageModels.Tensors;
using TorchSharp;
using static TorchSharp.torch.nn.functional;

namespace SuppressionLab.LanguageModels.Objectives.Unlearning;

/// <summary>
/// Unlikelihood (Welleck et al. 2020, equation 2, on the tokens of the documents to suppress): −ln(1 − p), nats a token,
/// beside −ln p of those to keep. Where p is above 1 − 10⁻⁶ it counts as 1 − 10⁻⁶ and has no gradient.
/// </summary>
public sealed record UnlikelihoodLoss : UnlearningLoss
{
    /// <summary>The weight of the kept documents' −ln p, nats a token; at least 0, which leaves them out. Default: 1.</summary>
    public double KeptWeight { get; init; } = 1;

    /// <inheritdoc/>
    public override string Name => "unlikelihood";

    /// <inheritdoc/>
    public override bool UsesReference => false;

    /// <inheritdoc/>
    public override bool UsesKept => KeptWeight > 0;

    /// <inheritdoc/>
    public override torch.Tensor Of(UnlearningScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        // Places without a target have ln p = 0; −1 there keeps the logarithm finite, and the mask takes it out again.
        var (token, mask) = (scores.Suppressed.Token, scores.Suppressed.Mask);
        var p = torch.minimum(
            token.Plus(mask.Plus(-1f)), torch.tensor(-1e-6f, token.dtype, token.device));
        var loss = p.expm1().neg().log().mul(mask).sum().Times((float)(-1 / scores.SuppressedTargets));
        return UsesKept ? loss.Plus(scores.KeptNll.Times((float)KeptWeight)) : loss;
    }

    /// <inheritdoc/>
    public override void Validate() => LossParameters.RequireNotNegative(Name, nameof(KeptWeight), KeptWeight);
}

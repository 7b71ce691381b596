using SuppressionLab.LanguageModels.Tensors;
using TorchSharp;
using static TorchSharp.torch.nn.functional;

namespace SuppressionLab.LanguageModels.Objectives.Unlearning;

/// <summary>
/// Gradient difference (Liu et al. 2022; Maini et al. 2024, "TOFU", section 4): ascent on the tokens to suppress and
/// descent on those to keep, nats a token.
/// </summary>
public sealed record GradientDifferenceLoss : UnlearningLoss
{
    /// <summary>The weight of the kept documents' −ln p, nats a token; at least 0, which leaves them out. Default: 1.</summary>
    public double KeptWeight { get; init; } = 1;

    /// <inheritdoc/>
    public override string Name => "gradient-difference";

    /// <inheritdoc/>
    public override bool UsesReference => false;

    /// <inheritdoc/>
    public override bool UsesKept => KeptWeight > 0;

    /// <inheritdoc/>
    public override torch.Tensor Of(UnlearningScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var ascent = scores.SuppressedNll.neg();
        return UsesKept ? ascent.Plus(scores.KeptNll.Times((float)KeptWeight)) : ascent;
    }

    /// <inheritdoc/>
    public override void Validate() => LossParameters.RequireNotNegative(Name, nameof(KeptWeight), KeptWeight);
}

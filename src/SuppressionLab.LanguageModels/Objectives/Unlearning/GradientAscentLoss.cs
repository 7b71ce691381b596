using SuppressionLab.LanguageModels.Tensors;
using TorchSharp;
using static TorchSharp.torch.nn.functional;

namespace SuppressionLab.LanguageModels.Objectives.Unlearning;

/// <summary>
/// Gradient ascent (Jang et al. 2023, equation 1): + ln p of the tokens to suppress, nats a token. Unbounded below: the
/// number of steps is all that holds it.
/// </summary>
public sealed record GradientAscentLoss : UnlearningLoss
{
    /// <inheritdoc/>
    public override string Name => "gradient-ascent";

    /// <inheritdoc/>
    public override bool UsesReference => false;

    /// <inheritdoc/>
    public override bool UsesKept => false;

    /// <inheritdoc/>
    public override torch.Tensor Of(UnlearningScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return scores.SuppressedNll.neg();
    }

    /// <inheritdoc/>
    public override void Validate()
    {
    }
}

using SuppressionLab.LanguageModels.Tensors;
using TorchSharp;
using static TorchSharp.torch.nn.functional;

namespace SuppressionLab.LanguageModels.Objectives.Unlearning;

/// <summary>
/// Negative preference optimisation (Zhang et al. 2024, equation 3): −(2/β)·ln σ(−β·ln π/π_ref), averaged over the documents
/// to suppress; bounded below, and gradient ascent as β → 0. A document is a row here: one longer than a block gives several,
/// of which only the first has a BOS.
/// </summary>
public sealed record NpoLoss : UnlearningLoss
{
    /// <summary>β, above 0: how hard the reference is held. Default: 0.1.</summary>
    public double Beta { get; init; } = 0.1;

    /// <summary>The weight of the kept documents' −ln p, nats a token; at least 0, which leaves them out. Default: 0.</summary>
    public double KeptWeight { get; init; } = 0;

    /// <inheritdoc/>
    public override string Name => "npo";

    /// <inheritdoc/>
    public override bool UsesReference => true;

    /// <inheritdoc/>
    public override bool UsesKept => KeptWeight > 0;

    /// <inheritdoc/>
    public override torch.Tensor Of(UnlearningScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var ratio = scores.Suppressed.Row.sub(scores.ReferenceSuppressed!);
        var loss = logsigmoid(ratio.Times((float)-Beta)).sum().Times((float)(-2 / Beta / scores.Examples));
        return UsesKept ? loss.Plus(scores.KeptNll.Times((float)KeptWeight)) : loss;
    }

    /// <inheritdoc/>
    public override void Validate()
    {
        LossParameters.RequirePositive(Name, nameof(Beta), Beta);
        LossParameters.RequireNotNegative(Name, nameof(KeptWeight), KeptWeight);
    }
}

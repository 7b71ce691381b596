using SuppressionLab.LanguageModels.Tensors;
using TorchSharp;
using static TorchSharp.torch.nn.functional;

namespace SuppressionLab.LanguageModels.Objectives.Unlearning;

/// <summary>
/// KTO (Ethayarajh et al. 2024, equations 7 and 8): λ_D·(1 − σ(β(r − z₀))) for documents to keep and
/// λ_U·(1 − σ(β(z₀ − r))) for those to suppress, averaged over both; r = ln π/π_ref, and z₀ the mean r of the whole batch,
/// not below 0 and without a gradient. Every document answers the same prompt, its BOS, so that the batch's own answers
/// stand for the mismatched ones of the paper. A document is a row here: one longer than a block gives several, of which only
/// the first has a BOS.
/// </summary>
public sealed record KtoLoss : UnlearningLoss
{
    /// <summary>β, above 0: how hard the reference is held. Default: 0.1.</summary>
    public double Beta { get; init; } = 0.1;

    /// <summary>λ_D, above 0: the weight of documents to keep. Default: 1.</summary>
    public double DesirableWeight { get; init; } = 1;

    /// <summary>λ_U, above 0: the weight of documents to suppress. Default: 1.</summary>
    public double UndesirableWeight { get; init; } = 1;

    /// <inheritdoc/>
    public override string Name => "kto";

    /// <inheritdoc/>
    public override bool UsesReference => true;

    /// <inheritdoc/>
    public override bool UsesKept => true;

    /// <inheritdoc/>
    public override bool UsesMeanLogRatio => true;

    /// <inheritdoc/>
    public override torch.Tensor Of(UnlearningScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var baseline = (float)(Beta * Math.Max(0, scores.MeanLogRatio));
        var kept = scores.Kept!.Row.sub(scores.ReferenceKept!).Times((float)Beta).Plus(-baseline);
        var suppressed = scores.Suppressed.Row.sub(scores.ReferenceSuppressed!).Times((float)-Beta).Plus(baseline);
        // 1 − σ(x) = σ(−x).
        return kept.neg().sigmoid().sum().Times((float)DesirableWeight)
            .Plus(suppressed.neg().sigmoid().sum().Times((float)UndesirableWeight))
            .Times((float)(0.5 / scores.Examples));
    }

    /// <inheritdoc/>
    public override void Validate()
    {
        LossParameters.RequirePositive(Name, nameof(Beta), Beta);
        LossParameters.RequirePositive(Name, nameof(DesirableWeight), DesirableWeight);
        LossParameters.RequirePositive(Name, nameof(UndesirableWeight), UndesirableWeight);
    }
}

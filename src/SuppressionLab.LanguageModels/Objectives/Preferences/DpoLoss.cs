using SuppressionLab.LanguageModels.Tensors;
using TorchSharp;
using static TorchSharp.torch.nn.functional;

namespace SuppressionLab.LanguageModels.Objectives.Preferences;

/// <summary>
/// Direct preference optimisation (Rafailov et al. 2023, equation 7), with label smoothing ε (Mitchell 2023, "conservative
/// DPO"): −(1 − ε)·ln σ(βh) − ε·ln σ(−βh), h the margin of log-ratios. ln 2 where the model is the reference.
/// </summary>
public sealed record DpoLoss : PreferenceLoss
{
    /// <summary>β, above 0: how hard the reference is held. Default: 0.1.</summary>
    public double Beta { get; init; } = 0.1;

    /// <summary>ε, in [0, 0.5): the probability that a pair is the wrong way round. Default: 0.</summary>
    public double LabelSmoothing { get; init; }


    /// <inheritdoc/>
    public override string Name => "dpo";

    /// <inheritdoc/>
    public override bool UsesReference => true;

    /// <inheritdoc/>
    public override torch.Tensor Of(PreferenceScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var margin = scores.LogRatioMargin.Times((float)Beta);
        return logsigmoid(margin).Times((float)(LabelSmoothing - 1))
            .Plus(logsigmoid(margin.neg()).Times((float)-LabelSmoothing));
    }

    /// <inheritdoc/>
    public override void Validate()
    {
        LossParameters.RequirePositive(Name, nameof(Beta), Beta);
        LossParameters.Require(LabelSmoothing is >= 0 and < 0.5, Name, nameof(LabelSmoothing), LabelSmoothing, "a number of at least 0 and below 0.5");
    }
}

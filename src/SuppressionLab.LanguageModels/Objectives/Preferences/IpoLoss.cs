using SuppressionLab.LanguageModels.Tensors;
using TorchSharp;
using static TorchSharp.torch.nn.functional;

namespace SuppressionLab.LanguageModels.Objectives.Preferences;

/// <summary>
/// Identity preference optimisation (Azar et al. 2023, equation 17): (h − 1/(2β))², h the margin of log-ratios summed over
/// tokens, as in the paper (some implementations average over tokens instead).
/// </summary>
public sealed record IpoLoss : PreferenceLoss
{
    /// <summary>β, above 0: how hard the reference is held. Default: 0.1.</summary>
    public double Beta { get; init; } = 0.1;


    /// <inheritdoc/>
    public override string Name => "ipo";

    /// <inheritdoc/>
    public override bool UsesReference => true;

    /// <inheritdoc/>
    public override torch.Tensor Of(PreferenceScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var distance = scores.LogRatioMargin.Plus((float)(-0.5 / Beta));
        return distance.mul(distance);
    }

    /// <inheritdoc/>
    public override void Validate() => LossParameters.RequirePositive(Name, nameof(Beta), Beta);
}

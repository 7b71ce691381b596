using SuppressionLab.LanguageModels.Scoring;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Attacks;

/// <summary>How a linear classifier reads the component of a document from hidden states.</summary>
public sealed record LinearProbeOptions : AttackOptions
{
    /// <summary>How the states of a document's symbols become one vector; the BOS is never pooled. Default: their mean.</summary>
    public StatePooling Pooling { get; init; } = StatePooling.Mean;

    /// <summary>
    /// The weight of the squared weights in the classifier's loss, above 0, as <c>L2Regularization</c> of ML.NET's
    /// <c>LbfgsMaximumEntropy</c>. Default: 0.01, light; ML.NET's own default is 1.
    /// </summary>
    public float L2Regularization { get; init; } = 0.01f;

    /// <summary>
    /// Whether a second series, <c>shuffled</c>, probes for labels that were dealt anew among the training documents: what the
    /// classifier makes of nothing. Default: false.
    /// </summary>
    public bool ShuffledControl { get; init; }

    /// <summary>The name of the random stream, below the seed, that deals the labels. Default: <c>linear-probe</c>.</summary>
    public string Stream { get; init; } = "linear-probe";

    internal override void Validate()
    {
        base.Validate();
        RequireText(nameof(Stream), Stream);
        if (!Enum.IsDefined(Pooling))
        {
            throw new InputException($"Pooling is {Pooling}; {string.Join(" or ", Enum.GetNames<StatePooling>())} is allowed");
        }
        if (!(L2Regularization > 0 && float.IsFinite(L2Regularization)))
        {
            throw new InputException($"L2Regularization is {L2Regularization}; a finite number above 0 is allowed");
        }
    }
}

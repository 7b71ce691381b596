using SuppressionLab.Primitives.Errors;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Objectives.Unlearning;

/// <summary>
/// A loss of documents to suppress and documents to keep. Derive from it for another one: a deriving record says its
/// parameters and the loss, and <see cref="UnlearningObjective"/> does the rest.
/// </summary>
public abstract record UnlearningLoss
{
    /// <summary>The name in plans and reports.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the loss compares the model with the one that training starts from.</summary>
    public abstract bool UsesReference { get; }

    /// <summary>Whether an example has a document to keep beside the one to suppress.</summary>
    public abstract bool UsesKept { get; }

    /// <summary>Whether the loss uses <see cref="UnlearningScores.MeanLogRatio"/>, which costs a forward pass a step.</summary>
    public virtual bool UsesMeanLogRatio => false;

    /// <summary>
    /// A scalar with a gradient: this part's share of the loss of the whole batch, so that the parts of a batch add up to it.
    /// </summary>
    public abstract torch.Tensor Of(UnlearningScores scores);

    /// <summary>Refuses parameters out of range.</summary>
    /// <exception cref="InputException">One is; the message names it and what is allowed.</exception>
    public abstract void Validate();
}

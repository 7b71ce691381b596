using SuppressionLab.Primitives.Errors;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Objectives.Preferences;

/// <summary>
/// A loss of preference pairs (prompt, chosen, rejected). Derive from it for another one: a deriving record says its
/// parameters and the loss of each pair, and <see cref="PreferenceObjective"/> does the rest.
/// </summary>
public abstract record PreferenceLoss
{
    /// <summary>The name in plans and reports.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the loss compares the model with the one that training starts from.</summary>
    public abstract bool UsesReference { get; }

    /// <summary>[pairs]: the loss of each pair, with a gradient.</summary>
    public abstract torch.Tensor Of(PreferenceScores scores);

    /// <summary>Refuses parameters out of range.</summary>
    /// <exception cref="InputException">One is; the message names it and what is allowed.</exception>
    public abstract void Validate();
}

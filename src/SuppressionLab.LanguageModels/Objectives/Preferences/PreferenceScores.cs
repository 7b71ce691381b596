using TorchSharp;

namespace SuppressionLab.LanguageModels.Objectives.Preferences;

/// <summary>What a <see cref="PreferenceLoss"/> is a function of: [pairs] each, in nats.</summary>
/// <param name="Chosen">ln π(chosen | prompt), summed over the answer's tokens.</param>
/// <param name="Rejected">ln π(rejected | prompt).</param>
/// <param name="ChosenCounts">The tokens of the chosen answers.</param>
/// <param name="RejectedCounts">The tokens of the rejected answers.</param>
/// <param name="ReferenceChosen">ln π_ref(chosen | prompt); null if the loss uses no reference.</param>
/// <param name="ReferenceRejected">ln π_ref(rejected | prompt); null if the loss uses no reference.</param>
public sealed record PreferenceScores(
    torch.Tensor Chosen,
    torch.Tensor Rejected,
    torch.Tensor ChosenCounts,
    torch.Tensor RejectedCounts,
    torch.Tensor? ReferenceChosen,
    torch.Tensor? ReferenceRejected)
{
    /// <summary>h = ln π(chosen)/π_ref(chosen) − ln π(rejected)/π_ref(rejected) (Rafailov et al. 2023, equation 7 without β).</summary>
    /// <exception cref="InvalidOperationException">There is no reference.</exception>
    public torch.Tensor LogRatioMargin =>
        Chosen.sub(Reference(ReferenceChosen)).sub(Rejected.sub(Reference(ReferenceRejected)));

    private static torch.Tensor Reference(torch.Tensor? values) =>
        values ?? throw new InvalidOperationException("The loss was given no reference; UsesReference must be true.");
}

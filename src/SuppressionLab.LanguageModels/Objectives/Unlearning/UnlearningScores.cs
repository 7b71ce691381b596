using TorchSharp;

namespace SuppressionLab.LanguageModels.Objectives.Unlearning;

/// <summary>What an <see cref="UnlearningLoss"/> is a function of: a part of a step's batch, and sums over the whole.</summary>
public sealed record UnlearningScores
{
    /// <summary>The documents to suppress.</summary>
    public required TargetScores Suppressed { get; init; }

    /// <summary>As many documents to keep; null if the loss uses none.</summary>
    public TargetScores? Kept { get; init; }

    /// <summary>[rows]: ln π_ref of the documents to suppress; null if the loss uses no reference.</summary>
    public torch.Tensor? ReferenceSuppressed { get; init; }

    /// <summary>[rows]: ln π_ref of the documents to keep; null if the loss uses no reference or none of them.</summary>
    public torch.Tensor? ReferenceKept { get; init; }

    /// <summary>The mean of ln π/π_ref over the rows of the whole batch, without a gradient; 0 unless the loss uses it.</summary>
    public double MeanLogRatio { get; init; }

    /// <summary>The examples of the whole batch.</summary>
    public required double Examples { get; init; }

    /// <summary>The targets of the whole batch in documents to suppress.</summary>
    public required double SuppressedTargets { get; init; }

    /// <summary>The targets of the whole batch in documents to keep; 0 if there are none.</summary>
    public double KeptTargets { get; init; }

    /// <summary>This part's share of the mean −ln p of the suppressed tokens, nats a token.</summary>
    public torch.Tensor SuppressedNll => Nll(Suppressed, SuppressedTargets);

    /// <summary>This part's share of the mean −ln p of the kept tokens, nats a token.</summary>
    /// <exception cref="InvalidOperationException">There are none.</exception>
    public torch.Tensor KeptNll => Nll(
        Kept ?? throw new InvalidOperationException("The loss was given no documents to keep; UsesKept must be true."), KeptTargets);

    private static torch.Tensor Nll(TargetScores scores, double targets) =>
        Tensors.TensorArithmetic.Times(scores.Row.sum(), (float)(-1 / targets));
}

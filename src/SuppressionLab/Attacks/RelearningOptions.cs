using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Attacks;

/// <summary>How a copy of a model is trained on a few documents, and when it is looked at.</summary>
public sealed record RelearningOptions : AttackOptions
{
    /// <summary>What the documents are, as the points' series: <c>suppressed</c>, <c>kept</c>, <c>unrelated</c>, … Default: <c>suppressed</c>.</summary>
    public string Series { get; init; } = "suppressed";

    /// <summary>
    /// The numbers of documents after which the model is looked at, growing, from 0; the documents are seen once, in the
    /// view's order, as many as the last number. Default: 0, 1, 2, 5, 10, 20.
    /// </summary>
    public IReadOnlyList<int> Doses { get; init; } = [0, 1, 2, 5, 10, 20];

    /// <summary>AdamW's learning rate, above 0: the same in every step, without warm-up, decay of the rate or weight decay.</summary>
    public required double LearningRate { get; init; }

    /// <summary>
    /// Training rows in one optimiser step, at least 1. A row is a document with its BOS, or a block of the network's context
    /// length of a longer one; after d documents of one row each, d / BlocksPerStep steps have been taken. Every dose must
    /// come to whole steps. Default: 1.
    /// </summary>
    public int BlocksPerStep { get; init; } = 1;

    /// <summary>The largest Euclidean norm of the gradient; longer ones are scaled down; 0 for none. Default: 1.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>
    /// The components of held-out documents and prompts that are looked at; others are skipped. Default: the suppressed ones.
    /// </summary>
    public IReadOnlyList<int>? Measured { get; init; }

    /// <summary>The numbers of shots at which prompts are scored, growing, from 0. Default: the fewest and the most there are.</summary>
    public IReadOnlyList<int>? Shots { get; init; }

    internal IReadOnlyList<int> MeasuredComponents => Measured ?? Suppressed;

    internal override void Validate()
    {
        base.Validate();
        RequireText(nameof(Series), Series);
        RequireGrowing(nameof(Doses), Doses, 0);
        RequireAtLeast(nameof(BlocksPerStep), BlocksPerStep, 1);
        if (!(LearningRate > 0 && double.IsFinite(LearningRate)))
        {
            throw new InputException($"LearningRate is {LearningRate}; a finite number above 0 is allowed");
        }
        if (!(ClipNorm >= 0))
        {
            throw new InputException($"ClipNorm is {ClipNorm}; 0 or more is allowed");
        }
        if (Measured is { Count: 0 })
        {
            throw new InputException("Measured: no component; at least one is needed, or null for the suppressed ones");
        }
        RequireComponents(nameof(Measured), MeasuredComponents);
        if (Shots is not null)
        {
            RequireGrowing(nameof(Shots), Shots, 0);
        }
    }
}

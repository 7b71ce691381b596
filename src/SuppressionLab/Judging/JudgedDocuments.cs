namespace SuppressionLab.Judging;

/// <summary>What a judge says of one view of documents.</summary>
/// <param name="Counts">The number of documents given to each component, in the order of <see cref="JudgeEvaluation.Components"/>.</param>
/// <param name="Shares">The components' shares, in the same order.</param>
public sealed record JudgedDocuments(IReadOnlyList<int> Counts, IReadOnlyList<ComponentShare> Shares)
{
    /// <summary>The number of documents.</summary>
    public int Count => Counts.Sum();
}

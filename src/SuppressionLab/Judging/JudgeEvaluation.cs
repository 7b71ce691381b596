namespace SuppressionLab.Judging;

/// <summary>
/// What a judge, a classifier fitted on documents of known component, says of other documents, and how far it can be
/// trusted: its mistakes on held-out documents, and shares corrected for them.
/// </summary>
/// <remarks>
/// Corrected shares solve Σ_c π(c) P(verdict v | c) = q(v), with the confusion of the held-out documents for P and the
/// verdicts' shares for q (Rogan and Gladen 1978). They hold where judged documents of a component look to the judge like
/// known documents of it; a model's documents that are like no component's are given to one all the same. Standard errors
/// take documents as independent.
/// </remarks>
public sealed class JudgeEvaluation
{
    private readonly Confusion _confusion;

    internal JudgeEvaluation(IReadOnlyList<int> components, int[][] counts, IReadOnlyList<int[]> verdicts)
    {
        Components = components;
        ConfusionCounts = counts;
        _confusion = new Confusion(counts);
        Judged = [.. verdicts.Select(v => new JudgedDocuments(
            v, [.. _confusion.Correct(v).Select(share => share with { Component = components[share.Component] })]))];
        Warnings = [.. _confusion.Indistinguishable().Select(pair =>
            $"the judge does not tell components {components[pair.First]} and {components[pair.Second]} apart: their corrected shares mean nothing")];
    }

    /// <summary>The components of the known documents, ascending.</summary>
    public IReadOnlyList<int> Components { get; }

    /// <summary>
    /// The number of held-out documents of each component and verdict, [component][verdict] in the order of
    /// <see cref="Components"/>.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<int>> ConfusionCounts { get; }

    /// <summary>The number of held-out documents.</summary>
    public int HeldOutCount => ConfusionCounts.Sum(row => row.Sum());

    /// <summary>The share of held-out documents that the judge gave to their own component.</summary>
    public double Accuracy => Enumerable.Range(0, Components.Count).Sum(c => ConfusionCounts[c][c]) / (double)HeldOutCount;

    /// <summary>The standard error of the accuracy over documents; that of the count plus ½.</summary>
    public double AccuracyStandardError
    {
        get
        {
            var p = ((Accuracy * HeldOutCount) + 0.5) / (HeldOutCount + 1);
            return Math.Sqrt(p * (1 - p) / HeldOutCount);
        }
    }

    /// <summary>The judged views, in the order in which they were given.</summary>
    public IReadOnlyList<JudgedDocuments> Judged { get; }

    /// <summary>What the figures do not say: components that the judge does not tell apart. Empty if all is well.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>By how much each component's share changes from one judged view to another.</summary>
    /// <param name="from">The index of the earlier view in <see cref="Judged"/>.</param>
    /// <param name="to">The index of the later one.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such view.</exception>
    public IReadOnlyList<ComponentShareChange> Change(int from = 0, int to = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, Judged.Count);
        ArgumentOutOfRangeException.ThrowIfNegative(to);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(to, Judged.Count);
        return
        [
            .. _confusion.Compare([.. Judged[from].Counts], [.. Judged[to].Counts])
                .Select(change => change with { Component = Components[change.Component] }),
        ];
    }
}

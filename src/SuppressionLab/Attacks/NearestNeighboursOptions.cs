namespace SuppressionLab.Attacks;

/// <summary>How documents are told apart by a model's predictions behind them.</summary>
public sealed record NearestNeighboursOptions : AttackOptions
{
    /// <summary>The number k of nearest anchors that vote, at least 1. Default: 3.</summary>
    public int Neighbours { get; init; } = 3;

    /// <summary>
    /// The numbers of symbols of a document, behind its BOS, after which the model's prediction is compared; growing, from 1.
    /// Default: 4, 8, 16, 32.
    /// </summary>
    public IReadOnlyList<int> PrefixLengths { get; init; } = [4, 8, 16, 32];

    internal override void Validate()
    {
        base.Validate();
        RequireAtLeast(nameof(Neighbours), Neighbours, 1);
        RequireGrowing(nameof(PrefixLengths), PrefixLengths, 1);
    }
}

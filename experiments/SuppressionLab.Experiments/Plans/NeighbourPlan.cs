namespace SuppressionLab.Experiments.Plans;

/// <summary>Nearest neighbours on output distributions: whether what a model expects next still tells the component.</summary>
internal sealed record NeighbourPlan
{
    /// <summary>Documents of known component that others are compared with, of all components alike.</summary>
    public int Anchors { get; init; } = 300;

    /// <summary>Documents that are told.</summary>
    public int Test { get; init; } = 300;

    /// <summary>Lengths of the beginnings that are compared, in symbols, growing.</summary>
    public int[] PrefixLengths { get; init; } = [4, 8, 16, 32];

    /// <summary>How many neighbours vote.</summary>
    public int Neighbours { get; init; } = 3;

    /// <summary>Refuses values out of range.</summary>
    public void Validate(PlanCheck check, int contextLength)
    {
        check.Range(Anchors, 3, 100_000, "attacks.neighbours.anchors");
        check.Range(Test, 2, 100_000, "attacks.neighbours.test");
        check.That(PrefixLengths.Length > 0 && PrefixLengths[0] > 0 && PrefixLengths[^1] < contextLength
            && PrefixLengths.Zip(PrefixLengths.Skip(1)).All(p => p.First < p.Second), "attacks.neighbours.prefixLengths",
            $"[{string.Join(", ", PrefixLengths)}]", $"one or more growing lengths from 1 to {contextLength - 1}");
        check.Range(Neighbours, 1, Anchors, "attacks.neighbours.neighbours");
    }
}

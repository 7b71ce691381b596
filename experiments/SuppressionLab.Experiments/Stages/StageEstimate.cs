namespace SuppressionLab.Experiments.Stages;

/// <summary>What a stage costs, as far as it is known beforehand.</summary>
/// <param name="Parameters">Parameters of its network.</param>
/// <param name="Tokens">Tokens that it generates, trains on or scores.</param>
/// <param name="Flops">Floating-point operations of the network.</param>
internal sealed record StageEstimate(long Parameters, double Tokens, double Flops)
{
    /// <summary>Nothing worth counting.</summary>
    public static StageEstimate None { get; } = new(0, 0, 0);

    /// <summary>Documents, or pairs of them, that it trains on; 0 where that is not what it does.</summary>
    public long Documents { get; init; }

    /// <summary>What its time grows with where it runs no network: replicates, fits, numbers, by kind; 0 for nothing to count.</summary>
    public double Work { get; init; }

    /// <summary>Size of its artefact's files on disk, in bytes; within a factor of 2.</summary>
    public double Bytes { get; init; }

    /// <summary>Working memory, in bytes, besides what the process needs in any case.</summary>
    public double MemoryBytes { get; init; }
}

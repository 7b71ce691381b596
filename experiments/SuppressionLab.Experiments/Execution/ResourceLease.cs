namespace SuppressionLab.Experiments.Execution;

/// <summary>What a stage has of the machine while it runs.</summary>
/// <param name="MemoryBytes">Its estimated memory.</param>
/// <param name="Gpu">Its GPU; null on the CPU.</param>
internal sealed record ResourceLease(double MemoryBytes, int? Gpu);

using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Execution;

/// <summary>A stage for a slot to make.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Lease">What it has of the machine.</param>
/// <param name="Slot">The slot.</param>
internal sealed record StageAssignment(Stage Stage, ResourceLease Lease, int Slot);

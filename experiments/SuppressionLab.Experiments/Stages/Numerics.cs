namespace SuppressionLab.Experiments.Stages;

/// <summary>What changes a network's last bits: part of the key of every stage that runs one.</summary>
/// <param name="Device"><c>cpu</c> or <c>cuda[:i]</c>.</param>
/// <param name="Precision">The floating-point type.</param>
/// <param name="TorchThreads">Torch's threads within one operation.</param>
internal sealed record Numerics(string Device, string Precision, int TorchThreads);

namespace SuppressionLab.Reporting.Plotting;

/// <summary>A tick of an axis.</summary>
/// <param name="Value">Where, in the axis's units.</param>
/// <param name="Label">Its text.</param>
internal sealed record Tick(double Value, string Label);

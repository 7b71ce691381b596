namespace SuppressionLab.Reporting.Model;

/// <summary>A thin dashed line across a panel at one value.</summary>
/// <param name="Value">Where, in the axis's units.</param>
/// <param name="Label">What it marks, in a few words; may be empty.</param>
/// <param name="Vertical">Whether it stands on the x axis instead of lying at a height.</param>
public sealed record ReferenceLine(double Value, string Label, bool Vertical = false);

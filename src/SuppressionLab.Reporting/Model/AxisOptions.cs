namespace SuppressionLab.Reporting.Model;

/// <summary>An axis.</summary>
/// <param name="Label">Its label with the unit.</param>
/// <param name="Minimum">Where it starts; from the data if null.</param>
/// <param name="Maximum">Where it ends; from the data if null.</param>
/// <param name="Logarithmic">
/// Whether it is logarithmic. An axis whose data start at 0 (shots) maps v to log(1 + v), with ticks at 0, 1, 2, 5, 10,
/// 20, 50, …; values below 0 are then not allowed. Otherwise it maps v to log(v).
/// </param>
public sealed record AxisOptions(string Label, double? Minimum = null, double? Maximum = null, bool Logarithmic = false);

namespace SuppressionLab.Reporting.Model;

/// <summary>A number worth a glance before the sections.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">The number, formatted, with its unit.</param>
/// <param name="Detail">Its uncertainty or context; may be empty.</param>
public sealed record KeyNumber(string Label, string Value, string Detail = "");

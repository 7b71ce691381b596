namespace SuppressionLab.Reporting.Model;

/// <summary>One of a run's settings.</summary>
/// <param name="Name">Its name as in the plan.</param>
/// <param name="Value">Its value.</param>
/// <param name="Group">What it belongs to (<c>mixture</c>, <c>pretraining</c>); settings of a group stand together.</param>
public sealed record Setting(string Name, string Value, string Group = "");

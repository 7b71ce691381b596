namespace SuppressionLab.Reporting.Model;

/// <summary>A section of a report.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Text">Plain text; an empty line starts a new paragraph, <c>`backticks`</c> set a term as code.</param>
/// <param name="Items">Figures and tables, in order.</param>
public sealed record Section(string Title, string Text, IReadOnlyList<IReportItem> Items);

namespace SuppressionLab.Reporting.Model;

/// <summary>A table, written as HTML, CSV or LaTeX.</summary>
/// <param name="Id">A name for links and files, unique in a report.</param>
/// <param name="Title">What it shows, in a line.</param>
/// <param name="Caption">How to read it.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows, each with a cell for every column.</param>
public sealed record Table(
    string Id, string Title, string Caption, IReadOnlyList<TableColumn> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows)
    : IReportItem
{
    /// <summary>Whether the page shows it only on demand: details of a table or figure before it. Files have it in any case.</summary>
    public bool IsFolded { get; init; }
}

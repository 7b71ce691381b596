namespace SuppressionLab.Reporting.Model;

/// <summary>
/// What a figure shows, without how: written as interactive SVG on the page (<see cref="Html.HtmlReportWriter"/>) and
/// as a static SVG or PNG file (<see cref="Images.FigureImageWriter"/>). All texts are plain text; writers escape them.
/// </summary>
/// <param name="Id">A name for links and files, unique in a report: letters, digits, hyphens.</param>
/// <param name="Title">What it shows, in a line.</param>
/// <param name="Caption">How to read it, in a sentence or two; may be empty.</param>
public abstract record Figure(string Id, string Title, string Caption) : IReportItem
{
    /// <summary>What the figure shows for readers who do not see it; made from the content if null.</summary>
    public string? Description { get; init; }
}

namespace SuppressionLab.Reporting.Model;

/// <summary>Something a section of a report shows: a <see cref="Figure"/> or a <see cref="Table"/>.</summary>
public interface IReportItem
{
    /// <summary>A name for links and files, unique in a report: letters, digits, hyphens.</summary>
    string Id { get; }

    /// <summary>What it shows, in a line.</summary>
    string Title { get; }

    /// <summary>How to read it, in a sentence or two; may be empty.</summary>
    string Caption { get; }
}

namespace SuppressionLab.Reporting.Model;

/// <summary>What a report must fulfil to be written.</summary>
internal static class ReportChecks
{
    private static readonly string[] s_taken = ["content", "settings", "theme", "tip"];

    /// <summary>Checks that the ids of figures and tables can name anchors and files, each one thing.</summary>
    /// <exception cref="ArgumentException">One cannot; the message names it.</exception>
    public static void CheckIds(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var known = new HashSet<string>(s_taken, StringComparer.Ordinal);
        foreach (var item in report.Sections.SelectMany(section => section.Items))
        {
            if (item.Id.Length == 0 || !item.Id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            {
                throw new ArgumentException($"Item '{item.Title}': the id '{item.Id}' is not of letters, digits and hyphens.", nameof(report));
            }
            if (!known.Add(item.Id) || item.Id.StartsWith("section-", StringComparison.Ordinal))
            {
                throw new ArgumentException($"Item '{item.Title}': the id '{item.Id}' is taken.", nameof(report));
            }
        }
    }
}

namespace SuppressionLab.Reporting.Model;

/// <summary>A whole report: verdicts first, then key numbers, sections and the run's settings.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Subtitle">A line below it; may be empty.</param>
/// <param name="Verdicts">What the run showed; the first is the largest.</param>
/// <param name="Sections">The evidence.</param>
/// <param name="Settings">What was run.</param>
public sealed record Report(
    string Title,
    string Subtitle,
    IReadOnlyList<Verdict> Verdicts,
    IReadOnlyList<Section> Sections,
    IReadOnlyList<Setting> Settings)
{
    /// <summary>Numbers worth a glance, shown between the verdicts and the sections.</summary>
    public IReadOnlyList<KeyNumber> KeyNumbers { get; init; } = [];

    /// <summary>
    /// What the numbers come from, in a few words (<c>plan quick 3f2a91c4 · suppressionlab 0.6.0</c>): it stands below every
    /// figure and table, on the page and in files. None if empty.
    /// </summary>
    public string Stamp { get; init; } = "";
}

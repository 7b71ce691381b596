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
}

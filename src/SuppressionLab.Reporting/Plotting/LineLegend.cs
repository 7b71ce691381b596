using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Reporting.Plotting;

/// <summary>The groups (colours) and roles (line styles) of a line figure.</summary>
internal sealed class LineLegend
{
    private readonly Dictionary<string, int> _groups = [];
    private readonly Dictionary<string, int> _roles = [];
    private readonly List<ColorSlot> _colors = [];

    public LineLegend(LineFigure figure)
    {
        var series = figure.Panels.SelectMany(panel => panel.Series).ToList();
        foreach (var line in series)
        {
            _groups.TryAdd(line.LegendName, _groups.Count);
            if (line.Role is { } role)
            {
                _roles.TryAdd(role, _roles.Count);
            }
        }
        GroupExamples = [.. _groups.Keys.Select(name => series.First(line => line.LegendName == name))];
        // A role that only references have needs no entry: the reference's own shows its style.
        RoleExamples = [.. _roles.Keys.Select(name => series.FirstOrDefault(line => line.Role == name && !line.IsReference)).OfType<LineSeries>()];
        var coloured = GroupExamples.Where(line => !line.IsReference).ToList();
        var count = Math.Max(coloured.Count, 1 + coloured.Max(line => line.Color) ?? 0);
        foreach (var line in GroupExamples)
        {
            _colors.Add(line.IsReference
                ? new ColorSlot(ColorSlotKind.Ink, 0)
                : ColorSlot.Of(figure.Palette, line.Color ?? coloured.IndexOf(line), count));
        }
    }

    /// <summary>The first series of each group, in order.</summary>
    public IReadOnlyList<LineSeries> GroupExamples { get; }

    /// <summary>The first series of each role that is not only a reference's, in order.</summary>
    public IReadOnlyList<LineSeries> RoleExamples { get; }

    public int GroupOf(LineSeries series) => _groups[series.LegendName];

    public int? RoleOf(LineSeries series) => series.Role is { } role ? _roles[role] : null;

    public ColorSlot ColorOf(LineSeries series) => _colors[GroupOf(series)];
}

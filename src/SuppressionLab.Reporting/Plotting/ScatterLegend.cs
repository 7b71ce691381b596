using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Reporting.Plotting;

/// <summary>The groups (colours), roles (markers) and frontiers of a scatter figure.</summary>
internal sealed class ScatterLegend
{
    private readonly List<string> _groups;
    private readonly List<string> _roles;
    private readonly List<ScatterMarker> _markers;
    private readonly List<ColorSlot> _colors = [];

    public ScatterLegend(ScatterFigure figure)
    {
        var points = figure.Panels.SelectMany(panel => panel.Points).ToList();
        _groups = [.. points.Select(point => point.Group).Distinct()];
        _roles = [.. points.Select(point => point.Role).OfType<string>().Distinct()];
        GroupExamples = [.. _groups.Select(name => points.First(point => point.Group == name))];
        _markers = [.. _groups.Select(name => points.Where(point => point.Group == name).Select(point => point.Marker).Distinct().ToList())
            .Select(markers => markers.Count == 1 ? markers[0] : ScatterMarker.Circle)];
        RoleExamples = [.. _roles.Select(name => points.First(point => point.Role == name))];
        Frontiers = [.. figure.Panels.Select(panel => panel.Frontier?.Label).OfType<string>().Distinct()];
        var coloured = GroupExamples.Where(point => !point.IsReference).ToList();
        _colors.AddRange(GroupExamples.Select(point => point.IsReference
            ? new ColorSlot(ColorSlotKind.Ink, 0)
            : ColorSlot.Of(figure.Palette, coloured.IndexOf(point), coloured.Count)));
    }

    /// <summary>The first point of each group, in order.</summary>
    public IReadOnlyList<ScatterPoint> GroupExamples { get; }

    /// <summary>The marker that stands for a group: a disc where its points' markers differ.</summary>
    public ScatterMarker MarkerOf(string group) => _markers[_groups.IndexOf(group)];

    /// <summary>The first point of each role, in order.</summary>
    public IReadOnlyList<ScatterPoint> RoleExamples { get; }

    /// <summary>The frontiers' names; their place follows the groups'.</summary>
    public IReadOnlyList<string> Frontiers { get; }

    public int GroupOf(ScatterPoint point) => _groups.IndexOf(point.Group);

    public int? RoleOf(ScatterPoint point) => point.Role is { } role ? _roles.IndexOf(role) : null;

    /// <summary>The place of a frontier among what the legend switches.</summary>
    public int GroupOf(string frontier) => _groups.Count + Frontiers.ToList().IndexOf(frontier);

    public ColorSlot ColorOf(ScatterPoint point) => _colors[GroupOf(point)];
}

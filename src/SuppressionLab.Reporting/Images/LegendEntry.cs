using SuppressionLab.Reporting.Model;
using SuppressionLab.Reporting.Plotting;

namespace SuppressionLab.Reporting.Images;

/// <summary>An entry of an image's legend.</summary>
/// <param name="Name">Its text.</param>
/// <param name="Color">Its colour, <c>#RRGGBB</c>.</param>
/// <param name="Style">The line's style; a filled square if null.</param>
/// <param name="Markers">Whether the line has markers.</param>
internal sealed record LegendEntry(string Name, string Color, LineStyle? Style, bool Markers)
{
    /// <summary>The marker that stands for it alone, without a line; none if null.</summary>
    public ScatterMarker? Marker { get; init; }

    /// <summary>Groups by colour, then roles by line style; nothing for a single series.</summary>
    public static IReadOnlyList<LegendEntry> Of(LineLegend legend)
    {
        if (legend.GroupExamples.Count + legend.RoleExamples.Count < 2)
        {
            return [];
        }
        var roles = legend.RoleExamples.Count > 1;
        var ink = new ColorSlot(ColorSlotKind.Ink, 0).Light;
        return
        [
            .. legend.GroupExamples.Select(series => new LegendEntry(
                series.LegendName,
                legend.ColorOf(series).Light,
                roles && !series.IsReference ? LineStyle.Solid : series.Style,
                HasMarkers(series) && !(roles && !series.IsReference))),
            .. legend.RoleExamples.Where(_ => roles).Select(series => new LegendEntry(series.Role!, ink, series.Style, HasMarkers(series))),
        ];
    }

    /// <summary>Groups by colour, then frontiers, then roles by marker; nothing for a single group.</summary>
    public static IReadOnlyList<LegendEntry> Of(ScatterLegend legend)
    {
        if (legend.GroupExamples.Count + legend.Frontiers.Count + legend.RoleExamples.Count < 2)
        {
            return [];
        }
        var roles = legend.RoleExamples.Count > 1;
        var ink = new ColorSlot(ColorSlotKind.Ink, 0).Light;
        return
        [
            .. legend.GroupExamples.Select(point => new LegendEntry(point.Group, legend.ColorOf(point).Light, null, false)
            {
                Marker = legend.MarkerOf(point.Group),
            }),
            .. legend.Frontiers.Select(name => new LegendEntry(name, ink, LineStyle.Dashed, false)),
            .. legend.RoleExamples.Where(_ => roles).Select(point => new LegendEntry(point.Role!, ink, null, false) { Marker = point.Marker }),
        ];
    }

    /// <summary>The parts of stacked bars.</summary>
    public static IReadOnlyList<LegendEntry> Of(string[] parts) =>
        [.. parts.Select((name, i) => new LegendEntry(name, ColorSlot.Of(PaletteKind.Categorical, i, parts.Length).Light, null, false))];

    private static bool HasMarkers(LineSeries series) => series.Markers || series.Style == LineStyle.None;
}

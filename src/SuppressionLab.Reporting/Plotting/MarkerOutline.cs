using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Reporting.Plotting;

/// <summary>The outlines of markers, of about one area for one radius.</summary>
internal static class MarkerOutline
{
    /// <summary>The radius of a point's marker in drawing units.</summary>
    public static double Radius(ScatterPoint point) => point.IsEmphasised ? 5.6 : 4;

    /// <summary>The corners around a centre, y down; none for a disc.</summary>
    public static IReadOnlyList<(double X, double Y)> Corners(ScatterMarker marker, double x, double y, double radius) => marker switch
    {
        ScatterMarker.Square => Around(x, y, radius * 1.25, 4, Math.PI / 4),
        ScatterMarker.Diamond => Around(x, y, radius * 1.25, 4, 0),
        ScatterMarker.Triangle => Around(x, y + (radius * 0.2), radius * 1.4, 3, -Math.PI / 2),
        _ => [],
    };

    private static (double X, double Y)[] Around(double x, double y, double radius, int corners, double start) =>
        [.. Enumerable.Range(0, corners).Select(i => start + (2 * Math.PI * i / corners))
            .Select(angle => (x + (radius * Math.Cos(angle)), y + (radius * Math.Sin(angle))))];
}

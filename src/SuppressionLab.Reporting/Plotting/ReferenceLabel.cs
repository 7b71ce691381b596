using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Reporting.Plotting;

/// <summary>Where the label of a horizontal reference line stands.</summary>
internal static class ReferenceLabel
{
    /// <summary>Whether the left end of the line is farther from every series than the right end.</summary>
    public static bool StandsLeft(LinePanel panel, ReferenceLine line, AxisScale y) =>
        Distance(panel, line, y, fromEnd: false) > Distance(panel, line, y, fromEnd: true);

    private static double Distance(LinePanel panel, ReferenceLine line, AxisScale y, bool fromEnd) => panel.Series
        .Where(series => series.Y.Count > 0)
        .SelectMany(series => fromEnd ? series.Y.TakeLast(1 + (series.Y.Count / 4)) : series.Y.Take(1 + (series.Y.Count / 4)))
        .Select(value => Math.Abs(y.Map(value) - y.Map(line.Value)))
        .Where(double.IsFinite)
        .DefaultIfEmpty(double.PositiveInfinity)
        .Min();
}

namespace SuppressionLab.Reporting.Model;

/// <summary>
/// A Pareto front, drawn as a step line: from the point with the best x to the one with the best y, each step at the y
/// that its x attains.
/// </summary>
/// <param name="Label">What the legend calls it.</param>
/// <param name="Points">Its points from the best x to the worst, finite.</param>
public sealed record ScatterFrontier(string Label, IReadOnlyList<ScatterPoint> Points)
{
    /// <summary>
    /// The front of <paramref name="points"/>: those that no other equals or betters in both coordinates and betters in
    /// one. Points with a coordinate that is not finite are left out; leave controls out yourself.
    /// </summary>
    /// <param name="label">What the legend calls it.</param>
    /// <param name="points">The points.</param>
    /// <param name="lowerXIsBetter">The horizontal axis's direction: true where less is better (damage).</param>
    /// <param name="higherYIsBetter">The vertical axis's direction: true where more is better (suppression).</param>
    public static ScatterFrontier Of(
        string label, IEnumerable<ScatterPoint> points, bool lowerXIsBetter = true, bool higherYIsBetter = true)
    {
        ArgumentNullException.ThrowIfNull(points);
        double Cost(ScatterPoint point) => lowerXIsBetter ? point.X : -point.X;
        double Gain(ScatterPoint point) => higherYIsBetter ? point.Y : -point.Y;
        bool Beats(ScatterPoint a, ScatterPoint b) =>
            Cost(a) <= Cost(b) && Gain(a) >= Gain(b) && (Cost(a) < Cost(b) || Gain(a) > Gain(b));
        var known = points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)).ToList();
        return new ScatterFrontier(label, [.. known.Where(point => !known.Any(other => Beats(other, point))).OrderBy(Cost)]);
    }
}

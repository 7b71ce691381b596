using SuppressionLab.Laws.Data;

namespace SuppressionLab.Laws.ReEmergence;

/// <summary>
/// The increasing curve nearest to measured means (isotonic regression by pooling adjacent violators; Ayer et al. 1955):
/// what a curve is taken to be where no law may be assumed.
/// </summary>
public static class MonotoneCurve
{
    /// <summary>The fitted means, not decreasing; [points].</summary>
    /// <param name="curve">The curve; its points all weigh the same.</param>
    public static double[] Fit(TaskCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var blocks = new List<(double Sum, int Count)>();
        foreach (var p in curve.Probabilities)
        {
            var block = (Sum: p, Count: 1);
            while (blocks.Count > 0 && blocks[^1].Sum / blocks[^1].Count >= block.Sum / block.Count)
            {
                block = (block.Sum + blocks[^1].Sum, block.Count + blocks[^1].Count);
                blocks.RemoveAt(blocks.Count - 1);
            }
            blocks.Add(block);
        }
        return [.. blocks.SelectMany(block => Enumerable.Repeat(block.Sum / block.Count, block.Count))];
    }

    /// <summary>
    /// The number of shots at which the increasing curve reaches a probability, straight lines between its points; ∞ if it
    /// does not.
    /// </summary>
    /// <param name="curve">The curve.</param>
    /// <param name="probability">What to reach.</param>
    public static double ShotsToReach(TaskCurve curve, double probability)
    {
        var fitted = Fit(curve);
        var first = Array.FindIndex(fitted, p => p >= probability);
        if (first <= 0)
        {
            return first < 0 ? double.PositiveInfinity : curve.Shots[0];
        }
        var share = (probability - fitted[first - 1]) / (fitted[first] - fitted[first - 1]);
        return curve.Shots[first - 1] + (share * (curve.Shots[first] - curve.Shots[first - 1]));
    }
}

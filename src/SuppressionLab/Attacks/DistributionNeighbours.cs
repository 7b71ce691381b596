namespace SuppressionLab.Attacks;

/// <summary>
/// Classifies distributions by the nearest anchors in KL(test ‖ anchor) = Σ p (ln p − ln q), as kNN prompting does (Xu et al.
/// 2023, arXiv 2303.13824, equation 4).
/// </summary>
internal sealed class DistributionNeighbours
{
    private readonly float[][] _anchors;
    private readonly int[] _components;
    private readonly int _neighbours;

    /// <param name="anchors">[anchor][token] ln q.</param>
    /// <param name="components">[anchor].</param>
    /// <param name="neighbours">How many vote.</param>
    public DistributionNeighbours(float[][] anchors, int[] components, int neighbours) =>
        (_anchors, _components, _neighbours) = (anchors, components, neighbours);

    /// <summary>
    /// The component that most of the nearest anchors have; of several, the one whose nearest anchor is nearest. Anchors at one
    /// distance come in their order.
    /// </summary>
    /// <param name="logProbabilities">[token] ln p.</param>
    public int Classify(float[] logProbabilities)
    {
        var probabilities = Array.ConvertAll(logProbabilities, value => Math.Exp(value));
        var distances = Array.ConvertAll(_anchors, anchor => Divergence(probabilities, logProbabilities, anchor));
        var nearest = Enumerable.Range(0, _anchors.Length).OrderBy(i => distances[i]).Take(_neighbours);
        // Grouping keeps the order of first members and sorting is stable: the nearest of equals comes first.
        return nearest.GroupBy(i => _components[i]).OrderByDescending(g => g.Count()).First().Key;
    }

    private static double Divergence(double[] probabilities, float[] logProbabilities, float[] anchor)
    {
        var sum = 0.0;
        for (var token = 0; token < probabilities.Length; token++)
        {
            // What the test gives no probability adds nothing, whatever the anchor gives it.
            sum += probabilities[token] > 0 ? probabilities[token] * ((double)logProbabilities[token] - anchor[token]) : 0;
        }
        return sum;
    }
}

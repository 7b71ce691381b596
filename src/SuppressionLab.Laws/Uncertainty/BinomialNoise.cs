using SuppressionLab.Laws.Data;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Uncertainty;

/// <summary>
/// Independent shares of right answers out of known counts. An upper bound for means of probabilities, whose variance is
/// at most p(1 − p). A measured share of 0 or 1 still varies: the draws use (x + 1)/(n + 2) (Agresti and Coull 1998 at
/// their simplest), centred on the share itself.
/// </summary>
internal sealed class BinomialNoise : IndependentNoise
{
    // From this variance of the number of right answers on, the normal approximation is used.
    private const double LargeVariance = 25;
    private readonly long[][] _counts;

    public BinomialNoise(CurveSet curves)
        : this(MeansOf(curves), [.. curves.Curves.Select(curve => curve.Counts!)])
    {
    }

    private BinomialNoise(double[][] means, long[][] counts)
        : base(NoiseSource.Counts, means, [.. means.Zip(counts, (p, n) => p.Zip(n, StandardError).ToArray())]) =>
        _counts = counts;

    public override CurveNoise Single(int task) => new BinomialNoise([Means[task]], [_counts[task]]);

    private protected override void DrawTask(RandomStream stream, int task, double[] centre, double[] target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            var count = Math.Max(_counts[task][i], 1);
            var share = Shrunk(Math.Clamp(centre[i], 0, 1), count);
            var drawn = share * (1 - share) * count > LargeVariance
                ? share + (Math.Sqrt(share * (1 - share) / count) * stream.NextGaussian())
                : Hits(stream, count, share) / (double)count;
            target[i] = centre[i] + drawn - share;
        }
    }

    private static double StandardError(double p, long count)
    {
        var n = Math.Max(count, 1);
        var share = Shrunk(p, n);
        return Math.Sqrt(share * (1 - share) / n);
    }

    private static double Shrunk(double p, long count) => ((p * count) + 1) / (count + 2);

    /// <summary>A binomial number: the gaps between rarer outcomes are geometric, so few uniforms are needed.</summary>
    private static long Hits(RandomStream stream, long count, double share)
    {
        var rare = Math.Min(share, 1 - share);
        var logMiss = double.LogP1(-rare);
        var (hits, position) = (0L, 0.0);
        while (true)
        {
            position += Math.Floor(double.LogP1(-stream.NextDouble()) / logMiss) + 1;
            if (position > count)
            {
                return share <= 0.5 ? hits : count - hits;
            }
            hits++;
        }
    }
}

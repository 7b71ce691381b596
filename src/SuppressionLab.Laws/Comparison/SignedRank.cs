using MathNet.Numerics.Distributions;

namespace SuppressionLab.Laws.Comparison;

/// <summary>Wilcoxon's signed-rank test (Wilcoxon 1945): are differences as often, and as far, above 0 as below?</summary>
public static class SignedRank
{
    // Up to here the null distribution is counted out.
    private const int LargestExact = 50;

    /// <summary>
    /// The two-sided p-value: exact for up to 50 untied differences, else by the normal approximation with corrections for
    /// ties and continuity. Differences of 0 are left out; 1 if none remains.
    /// </summary>
    /// <param name="differences">Finite differences.</param>
    public static double Test(IReadOnlyList<double> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        var sorted = differences.Where(d => d != 0).OrderBy(Math.Abs).ToArray();
        var count = sorted.Length;
        if (count == 0)
        {
            return 1;
        }
        var (positive, ties) = (0.0, 0.0);
        for (var first = 0; first < count;)
        {
            var end = first + 1;
            while (end < count && Math.Abs(sorted[end]) == Math.Abs(sorted[first]))
            {
                end++;
            }
            var size = end - first;
            positive += (first + 1 + end) / 2.0 * sorted[first..end].Count(d => d > 0);
            ties += ((double)size * size * size) - size;
            first = end;
        }
        var total = count * (count + 1) / 2.0;
        var smaller = Math.Min(positive, total - positive);
        return ties == 0 && count <= LargestExact ? Exact(count, smaller) : Approximate(count, smaller, total, ties);
    }

    private static double Exact(int count, double statistic)
    {
        // ways[s]: how many of the 2ⁿ signs give a sum of positive ranks of s.
        var ways = new double[(count * (count + 1) / 2) + 1];
        ways[0] = 1;
        for (var rank = 1; rank <= count; rank++)
        {
            for (var sum = ways.Length - 1; sum >= rank; sum--)
            {
                ways[sum] += ways[sum - rank];
            }
        }
        return Math.Min(1, 2 * ways[..((int)statistic + 1)].Sum() / Math.Pow(2, count));
    }

    private static double Approximate(int count, double statistic, double total, double ties)
    {
        var variance = (count * (count + 1.0) * ((2 * count) + 1) / 24) - (ties / 48);
        var z = Math.Min(0, (statistic + 0.5 - (total / 2)) / Math.Sqrt(variance));
        return Math.Min(1, 2 * Normal.CDF(0, 1, z));
    }
}

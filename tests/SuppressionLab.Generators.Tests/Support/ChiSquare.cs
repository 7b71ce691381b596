using MathNet.Numerics;

namespace SuppressionLab.Generators.Tests.Support;

/// <summary>Pearson's test of counts against probabilities.</summary>
internal static class ChiSquare
{
    private const double LeastExpectation = 5;

    /// <summary>
    /// The p-value; cells of small expectation are pooled; a count in a cell of probability 0 gives 0.
    /// </summary>
    public static double PValue(IReadOnlyList<long> counts, IReadOnlyList<double> probabilities)
    {
        var total = counts.Sum();
        var (pooledCount, pooledExpectation) = (0L, 0.0);
        var (statistic, cells) = (0.0, 0);
        for (var i = 0; i < counts.Count; i++)
        {
            if (probabilities[i] == 0 && counts[i] > 0)
            {
                return 0;
            }
            var expectation = total * probabilities[i];
            if (expectation < LeastExpectation)
            {
                pooledCount += counts[i];
                pooledExpectation += expectation;
                continue;
            }
            statistic += Math.Pow(counts[i] - expectation, 2) / expectation;
            cells++;
        }
        if (pooledExpectation >= LeastExpectation)
        {
            statistic += Math.Pow(pooledCount - pooledExpectation, 2) / pooledExpectation;
            cells++;
        }
        return cells < 2 ? 1 : SpecialFunctions.GammaUpperRegularized((cells - 1) / 2.0, statistic / 2);
    }
}

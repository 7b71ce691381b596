namespace SuppressionLab.Laws.Suppression;

/// <summary>Whether a larger model fits better than a smaller one that is nested in it.</summary>
/// <param name="Smaller">The smaller model, the null hypothesis.</param>
/// <param name="Larger">The larger model.</param>
/// <param name="Statistic">By how much the larger one's squared error in probability is lower.</param>
/// <param name="PValue">
/// The share of replicates drawn around the smaller model's fit whose statistic is as large, (1 + count)/(1 + replicates).
/// </param>
/// <param name="Replicates">How many replicates were drawn; fewer than asked for once the smaller model is clearly not rejected.</param>
/// <param name="Difference">
/// How far the two fits' curves are apart: the root mean square difference in probability over tasks and log-shots, in the
/// condition where it is largest.
/// </param>
public sealed record NestedTestResult(
    SuppressionModel Smaller, SuppressionModel Larger, double Statistic, double PValue, int Replicates, double Difference);

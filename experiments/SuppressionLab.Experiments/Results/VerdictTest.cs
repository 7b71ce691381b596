namespace SuppressionLab.Experiments.Results;

/// <summary>A bootstrap test of a smaller against a larger model.</summary>
/// <param name="Smaller">The null hypothesis.</param>
/// <param name="Larger">The alternative, in which it is nested.</param>
/// <param name="Statistic">By how much the squared error falls.</param>
/// <param name="PValue">The p-value.</param>
/// <param name="Replicates">Replicates drawn.</param>
/// <param name="Difference">How far the two fits' curves are apart, in probability.</param>
internal sealed record VerdictTest(
    string Smaller, string Larger, double Statistic, double PValue, int Replicates, double Difference);

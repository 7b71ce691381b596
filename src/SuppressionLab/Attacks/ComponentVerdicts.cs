using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Attacks;

/// <summary>Adds what share of documents a classifier told the component of.</summary>
internal static class ComponentVerdicts
{
    /// <summary>
    /// Adds the accuracy of each component, of the suppressed ones and of all, and the mean of the suppressed ones' accuracies.
    /// </summary>
    public static void Add(
        AttackCurveBuilder curve, string series, double dose, IReadOnlyList<int> components, IReadOnlyList<int> verdicts,
        IReadOnlyList<int> suppressed)
    {
        var rows = components.Zip(verdicts, (truth, verdict) => (Truth: truth, Correct: truth == verdict ? 1.0 : 0.0)).ToArray();
        Estimate Share(IReadOnlyList<(int Truth, double Correct)> of) => Estimate.OfMean([.. of.Select(row => row.Correct)]);
        curve.AddByComponent(series, dose, AttackQuantities.Accuracy, rows, row => row.Truth, Share);
        curve.Add(series, AttackPoint.AllComponents, dose, AttackQuantities.Accuracy, Share(rows));
        curve.Add(
            series, AttackPoint.AllSuppressed, dose, AttackQuantities.BalancedAccuracy,
            Estimate.OfStrata([.. suppressed.Select(c => Share([.. rows.Where(row => row.Truth == c)]))]));
    }
}

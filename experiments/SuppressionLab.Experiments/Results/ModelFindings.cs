using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Results;

/// <summary>What was measured of one model and seed: its curve points and what the attacks found.</summary>
/// <param name="Curve">Its curve points of the first example length.</param>
/// <param name="Attacks">The attacks' points.</param>
/// <param name="Suppressed">The suppressed components.</param>
internal sealed record ModelFindings(
    IReadOnlyList<CurvePoint> Curve, IReadOnlyList<AttackPoint> Attacks, IReadOnlyList<int> Suppressed)
{
    /// <summary>The label's probability, averaged over the suppressed components, at a number of shots.</summary>
    public Estimate LabelAt(int shots) => Estimate.MeanOf(
        [.. Curve.Where(p => p.Shots == shots && Suppressed.Contains(p.Component))
            .Select(p => new Estimate(p.Probability, p.ProbabilityStandardError))]);

    /// <summary>The most shots that were measured.</summary>
    public int MostShots => Curve.Max(p => p.Shots);

    /// <summary>The points of an attack's series and quantity, by growing dose; empty if there are none.</summary>
    public IReadOnlyList<AttackPoint> Of(string attack, string? series, string quantity) =>
    [
        .. Attacks.Where(p => p.Attack == attack && p.Quantity == quantity && (series is null || p.Series == series))
            .OrderBy(p => p.Dose),
    ];
}

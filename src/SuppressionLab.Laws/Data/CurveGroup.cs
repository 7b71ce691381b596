using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Laws.Data;

/// <summary>
/// The points of one model at one stage of suppression and one example length: what one pooled fit sees.
/// </summary>
/// <param name="Model">Which network.</param>
/// <param name="Method">The suppression method.</param>
/// <param name="Amount">How much suppression, in <paramref name="AmountUnit"/>.</param>
/// <param name="AmountUnit">The unit of the amount.</param>
/// <param name="Step">The optimiser step.</param>
/// <param name="Seed">The root seed of the run.</param>
/// <param name="K">The example length, in symbols.</param>
/// <param name="Points">The group's points, of all components and shots, in the order given.</param>
public sealed record CurveGroup(
    string Model,
    string Method,
    double Amount,
    string AmountUnit,
    long Step,
    long Seed,
    int K,
    IReadOnlyList<CurvePoint> Points)
{
    /// <summary>Splits a curve table into its groups, in order of first appearance.</summary>
    public static IReadOnlyList<CurveGroup> Split(IEnumerable<CurvePoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        return [.. points
            .GroupBy(p => (p.Model, p.Method, p.Amount, p.AmountUnit, p.Step, p.Seed, p.K))
            .Select(g => new CurveGroup(
                g.Key.Model, g.Key.Method, g.Key.Amount, g.Key.AmountUnit, g.Key.Step, g.Key.Seed, g.Key.K, [.. g]))];
    }

    /// <summary>The group's curves; see <see cref="CurveSet.FromPoints"/>.</summary>
    /// <param name="prefix">The share of the shots to fit, in (0, 1].</param>
    /// <param name="shotOrigin">What to add to the table's shots to get the number of examples in context.</param>
    public CurveSet ToCurveSet(double prefix = 1, double shotOrigin = 0) =>
        CurveSet.FromPoints(Points, prefix, shotOrigin);
}

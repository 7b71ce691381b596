using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Attacks;

/// <summary>Gathers the points of an attack.</summary>
/// <param name="attack">The attack's name.</param>
/// <param name="doseUnit">The unit of its doses.</param>
/// <param name="suppressed">The suppressed components.</param>
internal sealed class AttackCurveBuilder(string attack, string doseUnit, IReadOnlyList<int> suppressed)
{
    private readonly List<AttackCurvePoint> _points = [];

    /// <summary>The points so far as a curve.</summary>
    public AttackCurve ToCurve() => new(attack, [.. _points]);

    /// <summary>Adds a point.</summary>
    public void Add(string series, int component, double dose, string quantity, Estimate estimate) => _points.Add(new(
        series, component, dose, doseUnit, quantity, estimate.Value, estimate.StandardError, estimate.Count));

    /// <summary>Adds a point for each component of the rows and one for all suppressed ones together.</summary>
    /// <param name="series">The series.</param>
    /// <param name="dose">The dose.</param>
    /// <param name="quantity">What was measured.</param>
    /// <param name="rows">The independent units.</param>
    /// <param name="component">The component of a unit.</param>
    /// <param name="estimate">The value of some of them.</param>
    public void AddByComponent<T>(
        string series, double dose, string quantity, IReadOnlyList<T> rows, Func<T, int> component,
        Func<IReadOnlyList<T>, Estimate> estimate)
    {
        foreach (var group in rows.GroupBy(component).OrderBy(g => g.Key))
        {
            Add(series, group.Key, dose, quantity, estimate([.. group]));
        }
        T[] together = [.. rows.Where(row => suppressed.Contains(component(row)))];
        if (together.Length > 0)
        {
            Add(series, AttackPoint.AllSuppressed, dose, quantity, estimate(together));
        }
    }
}

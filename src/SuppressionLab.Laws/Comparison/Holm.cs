namespace SuppressionLab.Laws.Comparison;

/// <summary>Holm's step-down correction of p-values for multiplicity (Holm 1979): no assumption on their dependence.</summary>
public static class Holm
{
    /// <summary>The corrected p-values, in the order given.</summary>
    /// <param name="values">p-values in [0, 1].</param>
    public static double[] Adjust(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var order = Enumerable.Range(0, values.Count).OrderBy(i => values[i]).ToArray();
        var adjusted = new double[values.Count];
        var largest = 0.0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            largest = Math.Max(largest, Math.Min(1, (order.Length - rank) * values[order[rank]]));
            adjusted[order[rank]] = largest;
        }
        return adjusted;
    }
}

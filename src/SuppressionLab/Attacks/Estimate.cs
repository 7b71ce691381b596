namespace SuppressionLab.Attacks;

/// <summary>A value with its standard error over independent units.</summary>
/// <param name="Value">The value; NaN without units.</param>
/// <param name="StandardError">Its standard error; NaN with fewer than two units.</param>
/// <param name="Count">The number of units.</param>
internal readonly record struct Estimate(double Value, double StandardError, long Count)
{
    /// <summary>A number that is known exactly.</summary>
    public static Estimate Exact(double value) => new(value, 0, 1);

    /// <summary>The mean of units and its standard error from the sample deviation.</summary>
    public static Estimate OfMean(IReadOnlyList<double> values) => OfRatio(values, [.. values.Select(_ => 1.0)]);

    /// <summary>
    /// The ratio Σ value / Σ weight and its standard error by linearisation (Cochran 1977, section 2.11): losses of documents
    /// a token, for example.
    /// </summary>
    public static Estimate OfRatio(IReadOnlyList<double> values, IReadOnlyList<double> weights)
    {
        var (count, total) = (values.Count, weights.Sum());
        var ratio = values.Sum() / total;
        if (count < 2)
        {
            return new Estimate(ratio, double.NaN, count);
        }
        var squares = 0.0;
        for (var i = 0; i < count; i++)
        {
            var deviation = values[i] - (ratio * weights[i]);
            squares += deviation * deviation;
        }
        return new Estimate(ratio, Math.Sqrt(squares * count / (count - 1)) / total, count);
    }

    /// <summary>The mean of independent estimates, each of which weighs alike.</summary>
    public static Estimate OfStrata(IReadOnlyList<Estimate> strata) => new(
        strata.Average(s => s.Value),
        Math.Sqrt(strata.Sum(s => s.StandardError * s.StandardError)) / strata.Count,
        strata.Sum(s => s.Count));
}

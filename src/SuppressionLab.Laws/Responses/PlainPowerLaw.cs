using SuppressionLab.Laws.Families;

namespace SuppressionLab.Laws.Responses;

/// <summary>
/// The plain power law, y(x) = β·x^α with β &gt; 0: from small models to large ones. x is parameters, compute or layers,
/// above 0. Coordinates: ln β, α. Sources: Ivgi, Carmon, Berant 2022, "Scaling laws under the microscope", arXiv
/// 2202.06387; Cherti et al. 2022, arXiv 2212.07143.
/// </summary>
public sealed class PlainPowerLaw : ResponseFamily
{
    private const double SteepestExponent = 15;
    // e²⁵⁰ still squares to a finite number.
    private const double LargestLog = 250;

    /// <inheritdoc/>
    public override string Name => "plain-power";

    /// <inheritdoc/>
    public override string Title => "Plain power law";

    /// <inheritdoc/>
    public override string Source => "Ivgi et al. 2022, arXiv 2202.06387; Cherti et al. 2022, arXiv 2212.07143";

    /// <inheritdoc/>
    public override bool NeedsPositiveX => true;

    /// <inheritdoc/>
    public override IReadOnlyList<LawParameter> Parameters { get; } =
    [
        Parameter("beta", 0, "the value at x = 1"),
        Parameter("alpha", double.NegativeInfinity, "the exponent; negative where the response falls"),
    ];

    /// <inheritdoc/>
    public override void Evaluate(
        ReadOnlySpan<double> coordinates, ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian)
    {
        var points = x.Length;
        for (var i = 0; i < points; i++)
        {
            var logX = Math.Log(Math.Max(x[i], 1e-300));
            values[i] = Math.Exp(Math.Clamp(coordinates[0] + (coordinates[1] * logX), -LargestLog, LargestLog));
            if (!jacobian.IsEmpty)
            {
                jacobian[i] = values[i];
                jacobian[points + i] = values[i] * logX;
            }
        }
    }

    /// <inheritdoc/>
    public override void ToNatural(ReadOnlySpan<double> coordinates, Span<double> natural, Span<double> jacobian)
    {
        (natural[0], natural[1]) = (Math.Exp(coordinates[0]), coordinates[1]);
        if (!jacobian.IsEmpty)
        {
            (jacobian[0], jacobian[1], jacobian[2], jacobian[3]) = (natural[0], 0, 0, 1);
        }
    }

    /// <inheritdoc/>
    public override void ToCoordinates(ReadOnlySpan<double> natural, Span<double> coordinates)
    {
        coordinates[0] = Math.Clamp(Math.Log(Math.Max(natural[0], 1e-300)), -LargestLog, LargestLog);
        coordinates[1] = Math.Clamp(natural[1], -SteepestExponent, SteepestExponent);
    }

    /// <inheritdoc/>
    public override void Bounds(Span<double> lower, Span<double> upper)
    {
        (lower[0], upper[0]) = (-LargestLog, LargestLog);
        (lower[1], upper[1]) = (-SteepestExponent, SteepestExponent);
    }

    /// <inheritdoc/>
    public override IEnumerable<double[]> Starts(double[] x, double[] y, double[] weights)
    {
        // A line through the logarithms of the positive values, and slopes either way through the mean.
        var kept = Enumerable.Range(0, x.Length).Where(i => y[i] > 0).ToArray();
        if (kept.Length == 0)
        {
            yield return [-LargestLog, 0];
            yield break;
        }
        var logX = Array.ConvertAll(kept, i => Math.Log(x[i]));
        var logY = Array.ConvertAll(kept, i => Math.Log(y[i]));
        var (intercept, slope) = LinearFit.Of(logX, logY, Array.ConvertAll(kept, i => weights[i] * y[i] * y[i]));
        yield return [intercept, slope];
        foreach (var alpha in Grid(-2, 2, 5))
        {
            yield return [logY.Average() - (alpha * logX.Average()), alpha];
        }
    }
}

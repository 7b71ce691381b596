using SuppressionLab.Laws.Families;

namespace SuppressionLab.Laws.Responses;

/// <summary>
/// The straight line in the logarithm, y(x) = intercept + slope·ln x, for x above 0: what is assumed of a parameter whose
/// dependence on depth or documents is known at few points. The coordinates are the parameters.
/// </summary>
public sealed class LogLinearResponse : ResponseFamily
{
    /// <inheritdoc/>
    public override string Name => "log-linear";

    /// <inheritdoc/>
    public override string Title => "Log-linear response";

    /// <inheritdoc/>
    public override string Source => "linear regression on ln x";

    /// <inheritdoc/>
    public override bool NeedsPositiveX => true;

    /// <inheritdoc/>
    public override IReadOnlyList<LawParameter> Parameters { get; } =
    [
        Parameter("intercept", double.NegativeInfinity, "the value at x = 1"),
        Parameter("slope", double.NegativeInfinity, "the change for each factor e of x"),
    ];

    /// <inheritdoc/>
    public override void Evaluate(
        ReadOnlySpan<double> coordinates, ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian)
    {
        var points = x.Length;
        for (var i = 0; i < points; i++)
        {
            var logX = Math.Log(Math.Max(x[i], 1e-300));
            values[i] = coordinates[0] + (coordinates[1] * logX);
            if (!jacobian.IsEmpty)
            {
                (jacobian[i], jacobian[points + i]) = (1, logX);
            }
        }
    }

    /// <inheritdoc/>
    public override void ToNatural(ReadOnlySpan<double> coordinates, Span<double> natural, Span<double> jacobian)
    {
        coordinates.CopyTo(natural);
        if (!jacobian.IsEmpty)
        {
            (jacobian[0], jacobian[1], jacobian[2], jacobian[3]) = (1, 0, 0, 1);
        }
    }

    /// <inheritdoc/>
    public override void ToCoordinates(ReadOnlySpan<double> natural, Span<double> coordinates) =>
        natural.CopyTo(coordinates);

    /// <inheritdoc/>
    public override void Bounds(Span<double> lower, Span<double> upper)
    {
        lower.Fill(double.NegativeInfinity);
        upper.Fill(double.PositiveInfinity);
    }

    /// <inheritdoc/>
    public override IEnumerable<double[]> Starts(double[] x, double[] y, double[] weights)
    {
        var (intercept, slope) = LinearFit.Of(Array.ConvertAll(x, Math.Log), y, weights);
        yield return [intercept, slope];
    }
}

using SuppressionLab.Laws.Families;

namespace SuppressionLab.Laws.Responses;

/// <summary>
/// Exponential approach to a limit, y(x) = limit + (initial − limit)·e^(−x/τ): the three-parameter response for the few
/// amounts of a sweep, which do not determine the four of <see cref="RectifiedScalingLaw"/>. Coordinates: initial, limit,
/// ln τ.
/// </summary>
public sealed class ExponentialResponse : TransitionResponse
{
    /// <inheritdoc/>
    public override string Name => "exponential-response";

    /// <inheritdoc/>
    public override string Title => "Exponential approach";

    /// <inheritdoc/>
    public override string Source => "a first-order approach to equilibrium";

    /// <inheritdoc/>
    public override IReadOnlyList<LawParameter> Parameters { get; } =
    [
        Parameter("initial", double.NegativeInfinity, "the level at x = 0"),
        Parameter("limit", double.NegativeInfinity, "the level at endless x"),
        Parameter("tau", 0, "the x over which the distance to the limit falls to 1/e"),
    ];

    private protected override int Shapes => 1;

    private protected override double Weight(ReadOnlySpan<double> shape, double x, Span<double> derivatives)
    {
        var ratio = x * Math.Exp(-shape[0]);
        var weight = Math.Exp(-ratio);
        derivatives[0] = weight == 0 ? 0 : weight * ratio;
        return weight;
    }

    private protected override IEnumerable<double[]> ShapeStarts(double[] x)
    {
        var (least, largest) = LogRange(x);
        return Grid(least - 1, largest + 1, 12).Select(logTau => new[] { logTau });
    }

    private protected override (double Lowest, double Highest) ShapeRange(int index) => (-15, 25);

    /// <inheritdoc/>
    public override void ToNatural(ReadOnlySpan<double> coordinates, Span<double> natural, Span<double> jacobian)
    {
        (natural[0], natural[1], natural[2]) = (coordinates[0], coordinates[1], Math.Exp(coordinates[2]));
        if (!jacobian.IsEmpty)
        {
            jacobian.Clear();
            (jacobian[0], jacobian[4], jacobian[8]) = (1, 1, natural[2]);
        }
    }

    /// <inheritdoc/>
    public override void ToCoordinates(ReadOnlySpan<double> natural, Span<double> coordinates)
    {
        (coordinates[0], coordinates[1]) = (natural[0], natural[1]);
        coordinates[2] = Math.Clamp(Math.Log(Math.Max(natural[2], 1e-300)), -15, 25);
    }
}

using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.Responses;

/// <summary>
/// The rectified scaling law, y(D) = B/(D_l + D^β) + E: a plateau, then a power law, then a limit. D_l is the pretraining
/// worth in documents of the task ("pre-learned data size"). B is negative where y rises with D. Coordinates: the level
/// B/D_l + E at D = 0, E, the logarithm of the D at half way (D_l^(1/β)), and ln β. Source: Lin et al. 2024, "Selecting
/// large language model to fine-tune via rectified scaling law", arXiv 2402.02314, equation 4.
/// </summary>
public sealed class RectifiedScalingLaw : TransitionResponse
{
    /// <inheritdoc/>
    public override string Name => "rectified";

    /// <inheritdoc/>
    public override string Title => "Rectified scaling law";

    /// <inheritdoc/>
    public override string Source => "Lin et al. 2024, arXiv 2402.02314";

    /// <inheritdoc/>
    public override IReadOnlyList<LawParameter> Parameters { get; } =
    [
        Parameter("B", double.NegativeInfinity, "the height of the power law; negative where the response rises"),
        Parameter("D_l", 0, "the documents' worth of what was known before, to the power beta"),
        Parameter("beta", 0, "the exponent of the power law"),
        Parameter("E", double.NegativeInfinity, "the limit at endless documents"),
    ];

    private protected override int Shapes => 2;

    private protected override double Weight(ReadOnlySpan<double> shape, double x, Span<double> derivatives)
    {
        if (x <= 0)
        {
            derivatives.Clear();
            return 1;
        }
        var beta = Math.Exp(shape[1]);
        var exponent = beta * (Math.Log(x) - shape[0]);
        var weight = Logistic.Sigmoid(-exponent);
        var slope = weight * Logistic.Sigmoid(exponent);
        (derivatives[0], derivatives[1]) = (slope * beta, -slope * exponent);
        return weight;
    }

    private protected override IEnumerable<double[]> ShapeStarts(double[] x)
    {
        var (least, largest) = LogRange(x);
        return from half in Grid(least - 1, largest + 1, 7)
               from logBeta in Grid(-1, 1.5, 4)
               select new[] { half, logBeta };
    }

    private protected override (double Lowest, double Highest) ShapeRange(int index) => index == 0 ? (-15, 25) : (-4, 3);

    /// <inheritdoc/>
    public override void ToNatural(ReadOnlySpan<double> coordinates, Span<double> natural, Span<double> jacobian)
    {
        var (initial, limit, half, beta) = (coordinates[0], coordinates[1], coordinates[2], Math.Exp(coordinates[3]));
        var known = Math.Exp(beta * half);
        natural[0] = (initial - limit) * known;
        natural[1] = known;
        natural[2] = beta;
        natural[3] = limit;
        if (jacobian.IsEmpty)
        {
            return;
        }
        jacobian.Clear();
        (jacobian[0], jacobian[1], jacobian[2], jacobian[3]) =
            (known, -known, natural[0] * beta, natural[0] * beta * half);
        (jacobian[6], jacobian[7]) = (known * beta, known * beta * half);
        jacobian[11] = beta;
        jacobian[13] = 1;
    }

    /// <inheritdoc/>
    public override void ToCoordinates(ReadOnlySpan<double> natural, Span<double> coordinates)
    {
        var known = Math.Max(natural[1], 1e-300);
        var beta = Math.Clamp(natural[2], Math.Exp(-4), Math.Exp(3));
        coordinates[0] = natural[3] + (natural[0] / known);
        coordinates[1] = natural[3];
        coordinates[2] = Math.Clamp(Math.Log(known) / beta, -15, 25);
        coordinates[3] = Math.Log(beta);
    }
}

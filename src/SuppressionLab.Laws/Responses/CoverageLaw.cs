using MathNet.Numerics;
using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.Responses;

/// <summary>
/// Coverage of k sampled attempts: the share of prompts that at least one of k attempts gets right,
/// coverage(k) = A·(1 − E[fᵏ]), where a prompt's failure probability f is Beta(a, b) over prompts and
/// E[fᵏ] = Γ(a+b)Γ(a+k)/(Γ(a)Γ(a+b+k)); A is the share of prompts that can be got right at all. Coordinates: logit A,
/// ln a, ln b. k ≥ 0 need not be whole. Source: Levi 2024, "A simple model of inference scaling laws", arXiv 2410.16377.
/// </summary>
public sealed class CoverageLaw : ResponseFamily
{
    private const double LogitBound = 30;
    private const double LogShapeBound = 14;

    /// <inheritdoc/>
    public override string Name => "coverage";

    /// <inheritdoc/>
    public override string Title => "Coverage law";

    /// <inheritdoc/>
    public override string Source => "Levi 2024, arXiv 2410.16377";

    /// <inheritdoc/>
    public override (double Minimum, double Maximum) ValueRange => (0, 1);

    /// <inheritdoc/>
    public override IReadOnlyList<LawParameter> Parameters { get; } =
    [
        new("A", ParameterKind.Shape, null, 0, 1, "the share of prompts that endless attempts get right"),
        Parameter("a", 0, "the Beta distribution of failure over prompts: weight of failures"),
        Parameter("b", 0, "the Beta distribution of failure over prompts: weight of successes; coverage nears A as k^-b"),
    ];

    /// <inheritdoc/>
    public override void Evaluate(
        ReadOnlySpan<double> coordinates, ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian)
    {
        var points = x.Length;
        var share = Logistic.Sigmoid(coordinates[0]);
        var (a, b) = (Math.Exp(coordinates[1]), Math.Exp(coordinates[2]));
        var atZero = LogGammaRatio.Of(a, b);
        for (var i = 0; i < points; i++)
        {
            var k = x[i];
            var logFailure = k <= 0 ? 0 : Math.Min(0, atZero - LogGammaRatio.Of(a + k, b));
            values[i] = Math.Clamp(-share * Elementary.ExpMinusOne(logFailure), 0, 1);
            if (jacobian.IsEmpty)
            {
                continue;
            }
            var factor = -share * Math.Exp(logFailure);
            var byB = k <= 0 ? 0 : SpecialFunctions.DiGamma(a + b) - SpecialFunctions.DiGamma(a + b + k);
            var byA = k <= 0 ? 0 : byB - SpecialFunctions.DiGamma(a) + SpecialFunctions.DiGamma(a + k);
            jacobian[i] = values[i] * Logistic.Sigmoid(-coordinates[0]);
            jacobian[points + i] = factor * byA * a;
            jacobian[(2 * points) + i] = factor * byB * b;
        }
    }

    /// <inheritdoc/>
    public override void ToNatural(ReadOnlySpan<double> coordinates, Span<double> natural, Span<double> jacobian)
    {
        (natural[0], natural[1], natural[2]) =
            (Logistic.Sigmoid(coordinates[0]), Math.Exp(coordinates[1]), Math.Exp(coordinates[2]));
        if (!jacobian.IsEmpty)
        {
            jacobian.Clear();
            (jacobian[0], jacobian[4], jacobian[8]) =
                (natural[0] * Logistic.Sigmoid(-coordinates[0]), natural[1], natural[2]);
        }
    }

    /// <inheritdoc/>
    public override void ToCoordinates(ReadOnlySpan<double> natural, Span<double> coordinates)
    {
        coordinates[0] = Math.Clamp(Logistic.Logit(natural[0]), -LogitBound, LogitBound);
        for (var i = 1; i < 3; i++)
        {
            coordinates[i] = Math.Clamp(Math.Log(Math.Max(natural[i], 1e-300)), -LogShapeBound, LogShapeBound);
        }
    }

    /// <inheritdoc/>
    public override void Bounds(Span<double> lower, Span<double> upper)
    {
        (lower[0], upper[0]) = (-LogitBound, LogitBound);
        lower[1..].Fill(-LogShapeBound);
        upper[1..].Fill(LogShapeBound);
    }

    /// <inheritdoc/>
    public override IEnumerable<double[]> Starts(double[] x, double[] y, double[] weights)
    {
        var most = y.Max();
        foreach (var share in new[] { Math.Max(1.02 * most, 1e-6), (1 + most) / 2, 0.999 })
        {
            foreach (var logB in Grid(-2, 1, 4))
            {
                foreach (var logRatio in Grid(-1, 4, 4))
                {
                    yield return [Logistic.Logit(Math.Min(share, 0.999)), logB + logRatio, logB];
                }
            }
        }
    }
}

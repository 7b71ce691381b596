using System.Runtime.Intrinsics;
using SuppressionLab.Laws.Data;

namespace SuppressionLab.Laws.Families;

/// <summary>
/// The smoothly broken power law with one break, of one curve, in x = n + 1:
/// nll = a + b·x^(−c₀)·(1 + (x/d)^(1/f))^(−c₁·f). Six parameters. It is written here by its ends, C = nll(0) − K and
/// K = a, so that b = C·(1 + d^(−1/f))^(c₁·f), and by its slopes in log-log before and well after the break, α₀ = c₀ and
/// α₁ = c₀ + c₁, both positive: the break may steepen or flatten the decay, which stays monotone. Source: Caballero,
/// Gupta, Rish, Krueger 2022, "Broken neural scaling laws", arXiv 2210.14891, equation 1 with one break.
/// </summary>
public sealed class BrokenPowerLaw : CurveLaw
{
    /// <summary>Creates the law.</summary>
    public BrokenPowerLaw() : base(
        "C",
        "K",
        Shape("alpha_0", "the exponent before the break (c_0 of the source)"),
        Shape("alpha_1", "the exponent well after the break (c_0 + c_1 of the source)"),
        Shape("d", "the shots, plus 1, at which the power law breaks"),
        Shape("f", "the width of the break in ln x: 0 is sharp"))
    {
    }

    /// <inheritdoc/>
    public override string Name => "broken-power";

    /// <inheritdoc/>
    public override string Title => "Broken power law";

    /// <inheritdoc/>
    public override string Source => "Caballero et al. 2022, arXiv 2210.14891";

    private protected override Vector256<double> Decay(
        ReadOnlySpan<double> shape, Vector256<double> shots, Span<Vector256<double>> derivatives)
    {
        var (before, after, logBreak, width) = (shape[0], shape[1], Math.Log(shape[2]), shape[3]);
        var logX = Vector256.Log(shots + Vector256<double>.One);
        var at = (logX - Vector256.Create(logBreak)) / width;
        var first = Vector256.Create(-logBreak / width);
        var (passedAt, passedFirst) = (Sigmoid(at), Sigmoid(first));
        // The stretch of ln x that lies beyond the (smooth) break: f·(softplus(u) − softplus(u₀)).
        var beyond = (Softplus(at) - Softplus(first)) * width;
        var decay = Vector256.Exp((beyond * (before - after)) - (logX * before));
        derivatives[0] = decay * (beyond - logX) * before;
        derivatives[1] = decay * beyond * -after;
        derivatives[2] = decay * (passedAt - passedFirst) * (after - before);
        derivatives[3] = decay * (beyond - (((at * passedAt) - (first * passedFirst)) * width)) * (before - after);
        return Vector256.Min(decay, Vector256<double>.One);
    }

    private protected override (double Lowest, double Highest) LogShapeRange(int index, CurveSet? curves) => (index, curves) switch
    {
        (0 or 1, null) => (-9, 4),
        (0 or 1, _) => (-3, 1.5),
        (2, null) => (-4, 14),
        (2, _) => (0, Math.Log(curves.LargestShots + 2)),
        (_, null) => (-4, 2),
        (_, _) => (-2.5, 0.5),
    };

    private static LawParameter Shape(string name, string meaning) =>
        new(name, ParameterKind.Shape, null, 0, double.PositiveInfinity, meaning);

    private static Vector256<double> Softplus(Vector256<double> x) =>
        Vector256.Max(x, Vector256<double>.Zero)
        + Vector256.Log(Vector256<double>.One + Vector256.Exp(-Vector256.Abs(x)));

    private static Vector256<double> Sigmoid(Vector256<double> x) =>
        Vector256<double>.One / (Vector256<double>.One + Vector256.Exp(Vector256.Min(-x, Vector256.Create(700.0))));
}

using System.Runtime.Intrinsics;
using SuppressionLab.Laws.Data;

namespace SuppressionLab.Laws.Families;

/// <summary>The logistic law of one curve in log-shots: nll(n) = L/(1 + (n/x₀)^K) + C. Four parameters.</summary>
public sealed class LogisticLaw : CurveLaw
{
    /// <summary>Creates the law.</summary>
    public LogisticLaw() : base(
        "L",
        "C",
        new LawParameter("x_0", ParameterKind.Shape, null, 0, double.PositiveInfinity, "the shots half way between the ends"),
        new LawParameter("K", ParameterKind.Shape, null, 0, double.PositiveInfinity, "the steepness in log-shots"))
    {
    }

    /// <inheritdoc/>
    public override string Name => "logistic";

    /// <inheritdoc/>
    public override string Title => "Logistic law";

    /// <inheritdoc/>
    public override string Source => "Arora et al. 2024, arXiv 2410.16531";

    private protected override Vector256<double> Decay(
        ReadOnlySpan<double> shape, Vector256<double> shots, Span<Vector256<double>> derivatives)
    {
        // At n = 0 the decay is 1 whatever the shape; 1e-300 only keeps the logarithm finite there.
        var atZero = Vector256.Equals(shots, Vector256<double>.Zero);
        var logRatio = Vector256.Log(Vector256.Max(shots, Vector256.Create(1e-300))) - Vector256.Create(Math.Log(shape[0]));
        var exponent = Vector256.Clamp(logRatio * shape[1], Vector256.Create(-700.0), Vector256.Create(700.0));
        var decay = Vector256<double>.One / (Vector256<double>.One + Vector256.Exp(exponent));
        var slope = Vector256.ConditionalSelect(
            atZero, Vector256<double>.Zero, decay * (Vector256<double>.One - decay));
        derivatives[0] = slope * shape[1];
        derivatives[1] = -slope * exponent;
        return Vector256.ConditionalSelect(atZero, Vector256<double>.One, decay);
    }

    private protected override (double Lowest, double Highest) LogShapeRange(int index, CurveSet? curves) => (index, curves) switch
    {
        (0, null) => (-12, 16),
        (0, _) => (-1, Math.Log(curves.LargestShots + 2)),
        (_, null) => (-6, 5),
        (_, _) => (-1.5, 1.5),
    };
}

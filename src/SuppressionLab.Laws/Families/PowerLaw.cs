using System.Runtime.Intrinsics;
using SuppressionLab.Laws.Data;

namespace SuppressionLab.Laws.Families;

/// <summary>The power law of one curve: nll(n) = C·(n+1)^(−α) + K. Three parameters.</summary>
public sealed class PowerLaw : CurveLaw
{
    /// <summary>Creates the law.</summary>
    public PowerLaw() : base("C", "K", new LawParameter(
        "alpha", ParameterKind.Shape, null, 0, double.PositiveInfinity, "the exponent of the decay"))
    {
    }

    /// <inheritdoc/>
    public override string Name => "power";

    /// <inheritdoc/>
    public override string Title => "Power law";

    /// <inheritdoc/>
    public override string Source => "Arora et al. 2024, arXiv 2410.16531; Kaplan et al. 2020, arXiv 2001.08361";

    private protected override Vector256<double> Decay(
        ReadOnlySpan<double> shape, Vector256<double> shots, Span<Vector256<double>> derivatives)
    {
        var exponent = Vector256.Log(shots + Vector256<double>.One) * -shape[0];
        var decay = Vector256.Exp(exponent);
        derivatives[0] = decay * exponent;
        return decay;
    }

    private protected override (double Lowest, double Highest) LogShapeRange(int index, CurveSet? curves) =>
        curves is null ? (-9, 5) : (-3, 1.5);
}

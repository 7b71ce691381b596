using System.Runtime.Intrinsics;
using SuppressionLab.Laws.Data;

namespace SuppressionLab.Laws.Families;

/// <summary>The bounded power law of one curve: nll(n) = C·(1 + n/n_c)^(−α) + K. Four parameters.</summary>
public sealed class BoundedPowerLaw : CurveLaw
{
    /// <summary>Creates the law.</summary>
    public BoundedPowerLaw() : base(
        "C",
        "K",
        new LawParameter("alpha", ParameterKind.Shape, null, 0, double.PositiveInfinity, "the exponent of the decay"),
        new LawParameter("n_c", ParameterKind.Shape, null, 0, double.PositiveInfinity, "the shots at which the decay sets in"))
    {
    }

    /// <inheritdoc/>
    public override string Name => "bounded-power";

    /// <inheritdoc/>
    public override string Title => "Bounded power law";

    /// <inheritdoc/>
    public override string Source => "Arora et al. 2024, arXiv 2410.16531; Anil et al. 2024 (many-shot jailbreaking)";

    private protected override Vector256<double> Decay(
        ReadOnlySpan<double> shape, Vector256<double> shots, Span<Vector256<double>> derivatives)
    {
        var (exponent, scale) = (shape[0], 1 / shape[1]);
        var ratio = shots * scale;
        var logDecay = Vector256.Log(ratio + Vector256<double>.One) * -exponent;
        var decay = Vector256.Exp(logDecay);
        derivatives[0] = decay * logDecay;
        derivatives[1] = decay * (ratio / (ratio + Vector256<double>.One)) * exponent;
        return decay;
    }

    private protected override (double Lowest, double Highest) LogShapeRange(int index, CurveSet? curves) => (index, curves) switch
    {
        (0, null) => (-9, 9),
        (0, _) => (-2, 2.5),
        (_, null) => (-12, 16),
        (_, _) => (-1, Math.Log(curves.LargestShots + 2)),
    };
}

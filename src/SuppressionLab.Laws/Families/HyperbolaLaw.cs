using System.Runtime.Intrinsics;
using SuppressionLab.Laws.Data;

namespace SuppressionLab.Laws.Families;

/// <summary>
/// The per-position hyperbola, here over shots: nll(n) = a₀/(1 + a₁·n) + a₂. Three parameters. Source: Xiong et al. 2024,
/// "Temporal scaling law for large language models", arXiv 2404.17785, where n is the position of a token.
/// </summary>
public sealed class HyperbolaLaw : CurveLaw
{
    /// <summary>Creates the law.</summary>
    public HyperbolaLaw() : base("a_0", "a_2", new LawParameter(
        "a_1", ParameterKind.Shape, null, 0, double.PositiveInfinity, "the rate per shot: 1/a_1 shots halve the decay"))
    {
    }

    /// <inheritdoc/>
    public override string Name => "hyperbola";

    /// <inheritdoc/>
    public override string Title => "Hyperbola";

    /// <inheritdoc/>
    public override string Source => "Xiong et al. 2024, arXiv 2404.17785";

    private protected override Vector256<double> Decay(
        ReadOnlySpan<double> shape, Vector256<double> shots, Span<Vector256<double>> derivatives)
    {
        var decay = Vector256<double>.One / (Vector256<double>.One + (shots * shape[0]));
        derivatives[0] = -decay * (Vector256<double>.One - decay);
        return decay;
    }

    private protected override (double Lowest, double Highest) LogShapeRange(int index, CurveSet? curves) =>
        curves is null ? (-16, 12) : (-Math.Log(curves.LargestShots + 2), 1);
}

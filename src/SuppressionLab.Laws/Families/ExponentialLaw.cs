using System.Runtime.Intrinsics;
using SuppressionLab.Laws.Data;

namespace SuppressionLab.Laws.Families;

/// <summary>
/// Exponential saturation of one curve: nll(n) = C·e^(−n/τ) + K. Three parameters. It is taken in nll, not in p, so that
/// it is one more decay beside the published baselines, with the same two ends, and cannot leave (0, 1].
/// </summary>
public sealed class ExponentialLaw : CurveLaw
{
    /// <summary>Creates the law.</summary>
    public ExponentialLaw() : base("C", "K", new LawParameter(
        "tau", ParameterKind.Shape, null, 0, double.PositiveInfinity, "the shots over which the decay falls to 1/e"))
    {
    }

    /// <inheritdoc/>
    public override string Name => "exponential";

    /// <inheritdoc/>
    public override string Title => "Exponential saturation";

    /// <inheritdoc/>
    public override string Source => "a first-order approach to equilibrium, the usual null shape of a learning curve";

    private protected override Vector256<double> Decay(
        ReadOnlySpan<double> shape, Vector256<double> shots, Span<Vector256<double>> derivatives)
    {
        // Beyond e^−700 the decay is 0; the clamp keeps 0·∞ out of its derivative.
        var ratio = Vector256.Min(shots / shape[0], Vector256.Create(700.0));
        var decay = Vector256.Exp(-ratio);
        derivatives[0] = decay * ratio;
        return decay;
    }

    private protected override (double Lowest, double Highest) LogShapeRange(int index, CurveSet? curves) =>
        curves is null ? (-6, 16) : (-1, Math.Log(curves.LargestShots + 2));
}

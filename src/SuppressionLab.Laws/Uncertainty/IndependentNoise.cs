using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.Uncertainty;

/// <summary>Noise of points that are taken as independent: all that a bare curve table can tell.</summary>
internal abstract class IndependentNoise : CurveNoise
{
    private protected IndependentNoise(NoiseSource source, double[][] means, double[][] standardErrors)
        : base(source, means) => StandardErrors = standardErrors;

    /// <summary>The standard errors of the means; [task][point].</summary>
    private protected double[][] StandardErrors { get; }

    public override void AddMeat(
        int task, ReadOnlySpan<double> weightedRows, int[] active, int parameters, Span<double> meat)
    {
        ArgumentNullException.ThrowIfNull(active);
        var errors = StandardErrors[task];
        var points = errors.Length;
        var scaled = new double[weightedRows.Length];
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = weightedRows[i] * errors[i % points];
        }
        for (var a = 0; a < active.Length; a++)
        {
            for (var b = 0; b < active.Length; b++)
            {
                meat[(active[a] * parameters) + active[b]] +=
                    Lanes.Dot(scaled.AsSpan(a * points, points), scaled.AsSpan(b * points, points));
            }
        }
    }

    private protected static double[][] MeansOf(CurveSet curves) =>
        [.. curves.Curves.Select(curve => curve.Probabilities)];
}

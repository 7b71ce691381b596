using SuppressionLab.Laws.Data;
using SuppressionLab.Laws.Fitting;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Laws.Uncertainty;

/// <summary>Independent Gaussian errors with known standard deviations.</summary>
internal sealed class GaussianNoise : IndependentNoise
{
    public GaussianNoise(NoiseSource source, CurveSet curves, double[][] standardErrors)
        : base(source, MeansOf(curves), standardErrors)
    {
    }

    private GaussianNoise(NoiseSource source, double[] mean, double[] errors) : base(source, [mean], [errors])
    {
    }

    public override CurveNoise Single(int task) => new GaussianNoise(Source, Means[task], StandardErrors[task]);

    /// <summary>
    /// The standard errors of a curve that comes without any: from its fourth differences; a curve of fewer than five
    /// points shows no roughness and gets that of a single prompt's answer, √(p(1 − p)): too much rather than too little.
    /// </summary>
    public static double[] Roughness(TaskCurve curve)
    {
        var variance = NoiseLevel.Of(new CurveSet([curve]), PointWeighting.Equal);
        return Array.ConvertAll(curve.Probabilities, p => Math.Sqrt(double.IsFinite(variance) ? variance : p * (1 - p)));
    }

    private protected override void DrawTask(RandomStream stream, int task, double[] centre, double[] target)
    {
        var errors = StandardErrors[task];
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = centre[i] + (errors[i] * stream.NextGaussian());
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.Families;

/// <summary>
/// The scoring-wise law for examples that are worth more or less: p(n | t) = βₜ + (γₜ − βₜ)·E[σ(logit ρₜ + S)] with
/// S Gaussian of mean s = K·n·ln(γₜ/βₜ) and variance 2s. 3M free parameters, as the scoring-wise law, of which it is the
/// mean over prompts.
/// </summary>
/// <remarks>
/// A measured curve is a mean over prompts, and log-likelihood ratios differ between prompts; the published laws put the
/// mean evidence into σ, which is not the mean of σ. The variance needs no parameter: under the true task a likelihood
/// ratio obeys E[e^−S] = 1, and a Gaussian S does so exactly if its variance is twice its mean; a sum over many examples is
/// close to Gaussian. The expectation is taken in closed form through the logistic function as a mixture
/// of normal distribution functions (Monahan and Stefanski 1992): E Φ(X/c) = Φ(m/√(c² + v)) for X normal.
/// </remarks>
public sealed class RandomEvidenceLaw : RowTiedBayesianLaw
{
    /// <inheritdoc/>
    public override string Name => "random-evidence";

    /// <inheritdoc/>
    public override string Title => "Bayesian (random evidence)";

    /// <inheritdoc/>
    public override string Source => "the scoring-wise law of arXiv 2410.16531, averaged over prompts";

    /// <inheritdoc/>
    public override void Evaluate(
        int tasks,
        int task,
        ReadOnlySpan<double> coordinates,
        ReadOnlySpan<double> shots,
        Span<double> probabilities,
        Span<double> jacobian) =>
        RowTiedCurve.Evaluate<GaussianEvidence>(tasks, task, coordinates, shots, probabilities, jacobian);

    private readonly struct GaussianEvidence : IEvidenceLink
    {
        private const int Terms = 6;

        // σ(x) = Σ wᵢ Φ(x/cᵢ) within 9e-8 for all x: weights and widths of least largest error, found by reweighted least squares.
        private static ReadOnlySpan<double> Weights =>
        [
            0.018428800301789935, 0.17254678945772198, 0.37377894633429604, 0.3170763400353349, 0.10906649876939258,
            0.009102625101464486,
        ];

        private static ReadOnlySpan<double> Widths =>
        [
            0.8255268239596256, 1.1142569845984174, 1.4959713560001118, 2.017494304541359, 2.7263381087228518,
            3.7101818032240543,
        ];

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static EvidencePosterior At(Vector256<double> logOdds, Vector256<double> evidence)
        {
            var (mean, variance) = (logOdds + evidence, evidence + evidence);
            var (q, byMean, byVariance) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
            for (var i = 0; i < Terms; i++)
            {
                var precision = Vector256<double>.One / Vector256.Sqrt(variance + Vector256.Create(Widths[i] * Widths[i]));
                var x = mean * precision;
                var (cumulative, density) = Normal.At(x);
                var slope = density * precision * Weights[i];
                q += cumulative * Weights[i];
                byMean += slope;
                byVariance -= slope * x * precision;
            }
            // ∂Φ(m/d)/∂v = −φ·m/(2d³), and v = 2s.
            return new EvidencePosterior(q, byMean, byMean + byVariance);
        }
    }
}

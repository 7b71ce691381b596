using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SuppressionLab.Laws.Families;

/// <summary>
/// The Bayesian law tied along rows: P[t,t] = γₜ, P[t,m] = βₜ for m ≠ t, so that
/// p(n | t) = βₜ + (γₜ − βₜ)·σ(logit ρₜ + K·n·ln(γₜ/βₜ)). 3M free parameters.
/// </summary>
public sealed class ScoringWiseLaw : RowTiedBayesianLaw
{
    /// <inheritdoc/>
    public override string Name => "scoring-wise";

    /// <inheritdoc/>
    public override string Title => "Bayesian (scoring-wise)";

    /// <inheritdoc/>
    public override void Evaluate(
        int tasks,
        int task,
        ReadOnlySpan<double> coordinates,
        ReadOnlySpan<double> shots,
        Span<double> probabilities,
        Span<double> jacobian) =>
        RowTiedCurve.Evaluate<CertainEvidence>(tasks, task, coordinates, shots, probabilities, jacobian);

    /// <summary>q = σ(logit ρ + s): every example is worth the same.</summary>
    private readonly struct CertainEvidence : IEvidenceLink
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static EvidencePosterior At(Vector256<double> logOdds, Vector256<double> evidence)
        {
            // Beyond ±700 the logistic function is 0 or 1 to the last bit, and e⁷⁰⁰ still is a finite number.
            var x = Vector256.Clamp(logOdds + evidence, Vector256.Create(-700.0), Vector256.Create(700.0));
            var q = Vector256<double>.One / (Vector256<double>.One + Vector256.Exp(-x));
            var slope = q * (Vector256<double>.One - q);
            return new EvidencePosterior(q, slope, slope);
        }
    }
}

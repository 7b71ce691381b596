using System.Runtime.Intrinsics;

namespace SuppressionLab.Laws.Families;

/// <summary>A posterior probability and its derivatives.</summary>
/// <param name="Value">q, in [0, 1].</param>
/// <param name="ByLogOdds">∂q/∂ logit ρ.</param>
/// <param name="ByEvidence">∂q/∂s.</param>
internal readonly record struct EvidencePosterior(
    Vector256<double> Value, Vector256<double> ByLogOdds, Vector256<double> ByEvidence);

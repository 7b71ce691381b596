using System.Runtime.Intrinsics;

namespace SuppressionLab.Laws.Families;

/// <summary>How evidence turns prior log-odds into a posterior, four points at a time.</summary>
internal interface IEvidenceLink
{
    /// <summary>The posterior of prior log-odds after evidence s ≥ 0 in nats, and its derivatives.</summary>
    static abstract EvidencePosterior At(Vector256<double> logOdds, Vector256<double> evidence);
}

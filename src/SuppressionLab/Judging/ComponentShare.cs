namespace SuppressionLab.Judging;

/// <summary>A component's share of judged documents.</summary>
/// <param name="Component">The component, from 0.</param>
/// <param name="Raw">The share that the judge gave it, in [0, 1].</param>
/// <param name="RawStandardError">Its standard error over documents; that of the count plus ½, so that 0 of n has one too.</param>
/// <param name="Corrected">
/// The share that explains the judge's verdicts given its confusion; see <see cref="JudgeEvaluation"/>. Not clipped: noise
/// may carry a small share below 0. NaN if the confusion cannot be inverted.
/// </param>
/// <param name="CorrectedStandardError">Its standard error, over the judged documents and over those that the confusion was counted on.</param>
public sealed record ComponentShare(
    int Component, double Raw, double RawStandardError, double Corrected, double CorrectedStandardError);

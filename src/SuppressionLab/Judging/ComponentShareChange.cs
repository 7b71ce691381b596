namespace SuppressionLab.Judging;

/// <summary>By how much a component's share differs between two views of judged documents.</summary>
/// <param name="Component">The component, from 0.</param>
/// <param name="Raw">The later raw share less the earlier one, in [−1, 1].</param>
/// <param name="RawStandardError">Its standard error.</param>
/// <param name="Corrected">The same of corrected shares; NaN if the confusion cannot be inverted.</param>
/// <param name="CorrectedStandardError">
/// Its standard error. Both shares were corrected with one confusion, so that its errors partly cancel: less than the two
/// shares' own errors say together.
/// </param>
public sealed record ComponentShareChange(
    int Component, double Raw, double RawStandardError, double Corrected, double CorrectedStandardError);

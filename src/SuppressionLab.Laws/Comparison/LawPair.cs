namespace SuppressionLab.Laws.Comparison;

/// <summary>Two laws compared cell by cell.</summary>
/// <param name="First">One law.</param>
/// <param name="Second">The other.</param>
/// <param name="Cells">In how many cells both have a finite score.</param>
/// <param name="MeanDifference">The mean of first − second: negative where the first is better.</param>
/// <param name="StandardError">Its standard error; 0 for fewer than two cells.</param>
/// <param name="T">Student's t; infinite if all differences are the same and not 0.</param>
/// <param name="StudentP">Two-sided p of the paired t-test; 1 for fewer than two cells.</param>
/// <param name="WilcoxonP">Two-sided p of Wilcoxon's signed-rank test; 1 if no difference is not 0.</param>
/// <param name="HolmStudentP">The former, corrected for the number of pairs (Holm 1979).</param>
/// <param name="HolmWilcoxonP">The latter, likewise.</param>
public sealed record LawPair(
    string First,
    string Second,
    int Cells,
    double MeanDifference,
    double StandardError,
    double T,
    double StudentP,
    double WilcoxonP,
    double HolmStudentP,
    double HolmWilcoxonP);

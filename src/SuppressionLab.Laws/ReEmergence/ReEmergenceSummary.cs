namespace SuppressionLab.Laws.ReEmergence;

/// <summary>How forecasts from one share of the shots came true.</summary>
/// <param name="Fraction">The share of the shots they were made from.</param>
/// <param name="Forecasts">How many, of those whose truth lies beyond what was seen.</param>
/// <param name="Held">The share whose interval holds the truth.</param>
/// <param name="FiniteShare">The share of intervals with a finite upper end: one that ends at ∞ says little.</param>
/// <param name="MedianRatio">The median of upper over lower end, of finite intervals; 0 if there are none.</param>
/// <param name="NeverForecasts">How many said "never within".</param>
/// <param name="NeverRight">How many of those were right.</param>
public sealed record ReEmergenceSummary(
    double Fraction,
    int Forecasts,
    double Held,
    double FiniteShare,
    double MedianRatio,
    int NeverForecasts,
    int NeverRight);

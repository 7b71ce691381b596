namespace SuppressionLab.Laws.Uncertainty;

/// <summary>Other parameters that describe the curves about as well as the fit's.</summary>
/// <param name="Coordinates">Their coordinates; [coordinate].</param>
/// <param name="Natural">The natural parameters, in the family's order; [parameter].</param>
/// <param name="Cost">The squared error there.</param>
/// <param name="Evidence">
/// By how many standard errors the curves speak against them and for the fit: (y − p_rival)·(p_fit − p_rival) in units of
/// its standard deviation were the rival the truth (Cox 1961).
/// </param>
public sealed record RivalOptimum(double[] Coordinates, double[] Natural, double Cost, double Evidence);

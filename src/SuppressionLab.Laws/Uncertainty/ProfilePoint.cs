namespace SuppressionLab.Laws.Uncertainty;

/// <summary>One point of a profile.</summary>
/// <param name="Value">The parameter's value.</param>
/// <param name="Statistic">
/// The rise of the least squared error, scaled so that it is χ² with one degree of freedom at the true value: 3.84 at the
/// ends of a 95 % interval.
/// </param>
/// <param name="Coordinates">The best coordinates with the parameter there; [coordinate].</param>
public readonly record struct ProfilePoint(double Value, double Statistic, double[] Coordinates);

namespace SuppressionLab.Laws.ReEmergence;

/// <summary>One forecast held against what came.</summary>
/// <param name="Forecast">The forecast.</param>
/// <param name="Fraction">The share of the shots it was made from.</param>
/// <param name="Truth">The shots at which the probability was reached; ∞ for never within the limit.</param>
/// <param name="LastSeen">The largest number of shots that the forecast had seen.</param>
public sealed record ReEmergenceCase(ReEmergenceForecast Forecast, double Fraction, double Truth, double LastSeen)
{
    /// <summary>Whether the interval holds the truth; ∞ is held by an upper end of ∞.</summary>
    public bool IsHeld => Forecast.Interval.Contains(Truth);

    /// <summary>Whether it is a forecast at all: the truth, or its absence, lies beyond what was seen.</summary>
    public bool IsAhead => Truth > LastSeen;
}

namespace SuppressionLab.Laws.Uncertainty;

/// <summary>An interval for one number.</summary>
/// <param name="Lower">The lower end; −∞ or the end of the parameter's range if open.</param>
/// <param name="Upper">The upper end; ∞ or the end of the parameter's range if open.</param>
public readonly record struct ParameterInterval(double Lower, double Upper)
{
    /// <summary>Whether a value lies inside, ends included.</summary>
    public bool Contains(double value) => value >= Lower && value <= Upper;
}

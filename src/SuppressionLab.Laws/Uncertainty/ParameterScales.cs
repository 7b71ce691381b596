using SuppressionLab.Laws.Families;
using SuppressionLab.Laws.Numerics;

namespace SuppressionLab.Laws.Uncertainty;

/// <summary>Conversions to and from a <see cref="ParameterScale"/>.</summary>
public static class ParameterScales
{
    /// <summary>The scale of a parameter, by its range.</summary>
    public static ParameterScale Of(LawParameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return (parameter.Minimum, parameter.Maximum) switch
        {
            (0, 1) => ParameterScale.Logit,
            (0, double.PositiveInfinity) => ParameterScale.Logarithm,
            _ => ParameterScale.Identity,
        };
    }

    /// <summary>A value on the scale; finite also at the ends of the range.</summary>
    public static double To(this ParameterScale scale, double value) => scale switch
    {
        ParameterScale.Logit => Logistic.Logit(value),
        ParameterScale.Logarithm => Math.Log(Math.Max(value, 1e-300)),
        _ => value,
    };

    /// <summary>The value at a place on the scale.</summary>
    public static double From(this ParameterScale scale, double place) => scale switch
    {
        ParameterScale.Logit => Logistic.Sigmoid(place),
        ParameterScale.Logarithm => Math.Exp(place),
        _ => place,
    };

    /// <summary>d place / d value: what a standard error is multiplied with.</summary>
    public static double Slope(this ParameterScale scale, double value) => scale switch
    {
        ParameterScale.Logit => 1 / Math.Max(value * (1 - value), 1e-13),
        ParameterScale.Logarithm => 1 / Math.Max(value, 1e-300),
        _ => 1,
    };
}

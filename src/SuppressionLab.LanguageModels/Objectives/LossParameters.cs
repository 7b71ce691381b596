using System.Globalization;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.LanguageModels.Objectives;

/// <summary>Checks of a loss's parameters, with messages that name the loss, the field and what is allowed.</summary>
public static class LossParameters
{
    /// <summary>Refuses a number that is not above 0.</summary>
    public static void RequirePositive(string loss, string field, double value) =>
        Require(value > 0 && double.IsFinite(value), loss, field, value, "a number above 0");

    /// <summary>Refuses a number below 0.</summary>
    public static void RequireNotNegative(string loss, string field, double value) =>
        Require(value >= 0 && double.IsFinite(value), loss, field, value, "a number of at least 0");

    /// <summary>Refuses a number unless a condition holds.</summary>
    /// <exception cref="InputException">It does not.</exception>
    public static void Require(bool holds, string loss, string field, double value, string allowed)
    {
        if (!holds)
        {
            throw new InputException($"{loss}: {field} is {value.ToString(CultureInfo.InvariantCulture)}; {allowed} is allowed");
        }
    }
}

using System.Globalization;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Plans;

/// <summary>Turns a wrong plan field into one line: file, field, value, what is allowed.</summary>
internal sealed class PlanCheck(string source)
{
    /// <summary>Refuses the field unless a condition holds.</summary>
    public void That(bool holds, string field, string value, string allowed)
    {
        if (!holds)
        {
            throw new InputException($"{source}: {field} is {value}; allowed: {allowed}");
        }
    }

    /// <summary>Refuses an integer outside [minimum, maximum].</summary>
    public void Range(long value, long minimum, long maximum, string field) =>
        That(value >= minimum && value <= maximum, field, value.ToString(CultureInfo.InvariantCulture),
            $"{minimum} to {maximum}");

    /// <summary>Refuses a number outside [minimum, maximum], and NaN.</summary>
    public void Range(double value, double minimum, double maximum, string field) =>
        That(value >= minimum && value <= maximum, field, value.ToString(CultureInfo.InvariantCulture),
            $"{minimum.ToString(CultureInfo.InvariantCulture)} to {maximum.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Runs a library's own validation and puts this file and the field before its message.</summary>
    public void Within(string field, Action validate)
    {
        try
        {
            validate();
        }
        catch (InputException error)
        {
            throw new InputException($"{source}: {field}: {error.Message}", error);
        }
    }
}

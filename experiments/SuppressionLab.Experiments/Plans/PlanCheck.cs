using System.Globalization;
using SuppressionLab.Experiments.Plans.Sources;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Plans;

/// <summary>Turns a wrong plan field into one line: file, field, value, what is allowed.</summary>
internal sealed class PlanCheck
{
    private readonly PlanOrigins _origins;
    private readonly string _within = "";

    /// <summary>Checks a plan whose fields come from where they are noted.</summary>
    public PlanCheck(PlanOrigins origins) => _origins = origins;

    /// <summary>Checks a plan of one source: what to call it in messages.</summary>
    public PlanCheck(string source)
        : this(new PlanOrigins(source))
    {
    }

    private PlanCheck(PlanCheck outer, string within) => (_origins, _within) = (outer._origins, $"{outer._within}{within}: ");

    /// <summary>Takes the ranges that are checked, for the JSON schema; null to take none.</summary>
    public ICollection<PlanBound>? Bounds { get; init; }

    /// <summary>Checks a part of the plan, with its field before those that messages name.</summary>
    public PlanCheck In(string field) => new(this, field);

    /// <summary>Refuses the field unless a condition holds.</summary>
    public void That(bool holds, string field, string value, string allowed)
    {
        if (!holds)
        {
            var origin = OriginOf(field);
            throw new InputException($"{origin.Source}: {_within}{field} is {value}; allowed: {allowed}{origin.Suffix}");
        }
    }

    /// <summary>Refuses an integer outside [minimum, maximum].</summary>
    public void Range(long value, long minimum, long maximum, string field)
    {
        Bounds?.Add(new PlanBound(field, minimum, false, maximum, false));
        That(value >= minimum && value <= maximum, field, value.ToString(CultureInfo.InvariantCulture), $"{minimum} to {maximum}");
    }

    /// <summary>Refuses a number outside [minimum, maximum], and NaN.</summary>
    public void Range(double value, double minimum, double maximum, string field)
    {
        Bounds?.Add(new PlanBound(field, minimum, false, maximum, false));
        That(value >= minimum && value <= maximum, field, Text(value), $"{Text(minimum)} to {Text(maximum)}");
    }

    /// <summary>Refuses a number outside (low, maximum], and NaN; none is allowed.</summary>
    public void Above(double? value, double low, double maximum, string field)
    {
        Bounds?.Add(new PlanBound(field, low, true, maximum, false));
        That(value is not { } number || (number > low && number <= maximum), field, Text(value ?? low), $"above {Text(low)}, at most {Text(maximum)}");
    }

    /// <summary>Refuses a number outside [minimum, high), and NaN.</summary>
    public void Below(double value, double minimum, double high, string field)
    {
        Bounds?.Add(new PlanBound(field, minimum, false, high, true));
        That(value >= minimum && value < high, field, Text(value), $"{Text(minimum)} to below {Text(high)}");
    }

    /// <summary>Runs a library's own validation and puts this file and the field before its message.</summary>
    public void Within(string field, Action validate)
    {
        try
        {
            validate();
        }
        catch (InputException error)
        {
            throw new InputException($"{OriginOf(field).Source}: {_within}{field}: {error.Message}", error);
        }
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A part's fields are not those of the same names in the plan.</summary>
    private PlanOrigin OriginOf(string field) => _origins.Of(_within.Length == 0 ? field : _within[.._within.IndexOf(':')]);
}

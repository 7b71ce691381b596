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
            throw new InputException($"{OriginOf(field).Source}: {_within}{field}: {error.Message}", error);
        }
    }

    /// <summary>A part's fields are not those of the same names in the plan.</summary>
    private PlanOrigin OriginOf(string field) => _origins.Of(_within.Length == 0 ? field : _within[.._within.IndexOf(':')]);
}

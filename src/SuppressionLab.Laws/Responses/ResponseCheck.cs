using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Laws.Responses;

/// <summary>Refuses points that a response law cannot be fitted to.</summary>
internal static class ResponseCheck
{
    public static void Check(
        ResponseFamily family, IReadOnlyList<double> x, IReadOnlyList<double> y, IReadOnlyList<double>? standardErrors)
    {
        if (x.Count == 0 || y.Count != x.Count || (standardErrors is not null && standardErrors.Count != x.Count))
        {
            throw new InputException(
                $"law {family.Name}: {x.Count} x, {y.Count} values and {standardErrors?.Count ?? x.Count} standard errors; "
                + "equally many, at least one, are needed");
        }
        var (minimum, maximum) = family.ValueRange;
        for (var i = 0; i < x.Count; i++)
        {
            CheckX(family, x[i], $"point {i}");
            if (!(double.IsFinite(y[i]) && y[i] >= minimum && y[i] <= maximum))
            {
                var allowed = double.IsFinite(minimum) ? $"a number in [{minimum}, {maximum}]" : "a finite number";
                throw new InputException($"law {family.Name}: point {i}, x {x[i]}: value {y[i]} is not allowed; {allowed} is");
            }
            if (standardErrors is not null && !(double.IsFinite(standardErrors[i]) && standardErrors[i] > 0))
            {
                throw new InputException(
                    $"law {family.Name}: point {i}, x {x[i]}: standard error {standardErrors[i]} is not allowed; "
                    + "a finite number above 0 is");
            }
        }
    }

    public static void CheckX(ResponseFamily family, double x, string where)
    {
        if (!(double.IsFinite(x) && (family.NeedsPositiveX ? x > 0 : x >= 0)))
        {
            throw new InputException($"law {family.Name}: {where}: x {x} is not allowed; a finite number "
                + (family.NeedsPositiveX ? "above 0 is" : "of at least 0 is"));
        }
    }
}

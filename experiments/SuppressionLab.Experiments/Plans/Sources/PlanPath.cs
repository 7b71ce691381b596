using System.Globalization;
using System.Text.RegularExpressions;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Plans.Sources;

/// <summary>
/// A path to a field of a plan: names separated by dots, with <c>[0]</c> behind a list for one of it and <c>[*]</c> for all,
/// as in <c>networks[*].layers</c>.
/// </summary>
internal sealed partial class PlanPath
{
    private const int MaximumLength = 256;

    private PlanPath(string text, IReadOnlyList<PlanStep> steps) => (Text, Steps) = (text, steps);

    /// <summary>The path as it was written.</summary>
    public string Text { get; }

    /// <summary>Its steps, one at least; the first is a name.</summary>
    public IReadOnlyList<PlanStep> Steps { get; }

    /// <summary>Parses a path.</summary>
    /// <param name="text">The path.</param>
    /// <param name="where">What to put before a message: the file and field, or the option.</param>
    /// <exception cref="InputException">It is no path.</exception>
    public static PlanPath Parse(string text, string where)
    {
        if (text.Length > MaximumLength || !Whole().IsMatch(text))
        {
            throw new InputException($"{where}: '{PlanShape.Short(text)}' is no path; allowed: names separated by dots, with [0] or [*] behind a list");
        }
        return new PlanPath(text, [.. Step().Matches(text).Select(match => match.Groups[1].Success
            ? new PlanStep(match.Groups[1].Value, null)
            : new PlanStep(null, match.Groups[2].Value == "*" ? null : int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)))]);
    }

    /// <summary>The path of a field within an object.</summary>
    public static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>Whether one path leads to the other's field, or to something that holds it.</summary>
    public bool Overlaps(PlanPath other) => Steps.Zip(other.Steps).All(pair => pair.First.Meets(pair.Second));

    public override string ToString() => Text;

    [GeneratedRegex(@"^[A-Za-z_][\w-]*(\[(\*|\d{1,6})\])*(\.[A-Za-z_][\w-]*(\[(\*|\d{1,6})\])*)*$", RegexOptions.ECMAScript)]
    private static partial Regex Whole();

    [GeneratedRegex(@"([A-Za-z_][\w-]*)|\[(\*|\d+)\]", RegexOptions.ECMAScript)]
    private static partial Regex Step();
}

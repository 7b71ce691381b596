using SuppressionLab.Experiments.Plans.Sources;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Plans.Axes;

/// <summary>The fields that a plan's variants may set: all that is not the same for a whole run, or an axis of its own.</summary>
internal static class VariantFields
{
    private const string Methods = "suppression.methods";

    private static readonly string[] Roots =
        ["mixture", "networks", "pretraining", "suppression", "attacks", "curves", "samples", "control", "laws", "verdict"];

    /// <summary>What is not for variants, and what to use in its place.</summary>
    private static readonly Dictionary<string, string> Instead = new()
    {
        ["seeds"] = "the axis seed",
        ["networks"] = "the axis network, or networks[*].FIELD",
        ["networks[*]"] = "the axis network, or networks[*].FIELD",
        ["suppression"] = "suppression.FIELD",
        ["suppression.method"] = "the axis method",
        [Methods] = "the axis method",
        [$"{Methods}[*]"] = "the axis method",
        [$"{Methods}[*].name"] = "the axis method",
        [$"{Methods}[*].label"] = "the axis method, whose values may be objects with labels",
    };

    /// <summary>Refuses a path that variants cannot set.</summary>
    /// <param name="path">The path.</param>
    /// <param name="where">What to put before a message.</param>
    /// <exception cref="InputException">There is no such field, or it is the whole run's.</exception>
    public static void Check(PlanPath path, string where)
    {
        PlanShape.Resolve(path, where);
        var general = string.Concat(path.Steps.Select((step, i) => step.Name is null ? "[*]" : i == 0 ? step.Name : $".{step.Name}"));
        if (Instead.TryGetValue(general, out var instead))
        {
            throw new InputException($"{where}: {path} cannot vary; allowed: {instead}");
        }
        if (!Roots.Contains(path.Steps[0].Name))
        {
            throw new InputException($"{where}: {path} is one for the whole run; allowed: "
                + $"{string.Join(", ", PlanAxis.Aliases.Keys)}, or a field of {string.Join(", ", Roots)}");
        }
    }
}

using System.Text.Json.Nodes;
using SuppressionLab.Experiments.Plans.Sources;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Plans.Axes;

/// <summary>
/// Axes: <c>"axes": { "layers": [1, 2, 4], "method": ["sft", "dpo"], "seed": [1, 2, 3] }</c> is the product of all their values.
/// Seeds, methods and networks become those of the plan; every other field becomes <c>variants</c> that set it. What results
/// is a plan without axes, as it could have been written by hand.
/// </summary>
internal static class PlanAxes
{
    /// <summary>The field.</summary>
    public const string Field = "axes";

    /// <summary>The most cells (seeds × networks × methods × variants) of a plan.</summary>
    public const int MostCells = 10_000;

    /// <summary>Puts the axes of a plan into its other fields.</summary>
    /// <param name="plan">The plan, which is changed.</param>
    /// <exception cref="InputException">An axis is wrong, or contradicts another or the plan.</exception>
    public static void Resolve(PlanText plan)
    {
        var axes = Parse(plan);
        plan.Root.Remove(Field);
        CheckOverlaps(axes, plan.Origins);
        CheckCount(axes, plan);
        foreach (var axis in axes)
        {
            switch (axis.Name)
            {
                case PlanAxis.Seed:
                    CheckAlone(plan, axis, "seeds");
                    Put(plan, axis, plan.Root, "seeds", axis.Values);
                    break;
                case PlanAxis.Method:
                    CheckAlone(plan, axis, "suppression.method", "suppression.methods");
                    var suppression = ObjectIn(plan.Root, "suppression");
                    suppression.Remove("method");
                    Put(plan, axis, suppression, "suppression.methods", axis.Values.Select(MethodOf));
                    break;
            }
        }
        NetworkAxes.Resolve(plan, [.. PlanAxis.OfNetworks.SelectMany(name => axes.Where(axis => axis.Name == name))]);
        VariantAxes.Resolve(plan, [.. axes.Where(axis => axis.IsVariant)]);
    }

    private static List<PlanAxis> Parse(PlanText plan) => plan.Root[Field] switch
    {
        null => [],
        JsonObject axes => [.. axes.Select(axis => PlanAxis.Parse(axis.Key, axis.Value, plan.Origins))],
        _ => throw new InputException($"{plan.Origins.Of(Field).Source}: {Field} is no object; "
            + $"allowed: names of axes with lists of values{plan.Origins.Of(Field).Suffix}"),
    };

    private static void CheckOverlaps(List<PlanAxis> axes, PlanOrigins origins)
    {
        foreach (var (axis, i) in axes.Select((axis, i) => (axis, i)))
        {
            if (axes.Take(i).FirstOrDefault(other => other.Targets.Any(a => axis.Targets.Any(a.Overlaps))) is { } both)
            {
                var origin = origins.Of($"{Field}.{axis.Name}");
                throw new InputException(
                    $"{origin.Source}: {Field}.{axis.Name} sets what {Field}.{both.Name} sets; allowed: one axis a field{origin.Suffix}");
            }
        }
    }

    /// <summary>Before anything is multiplied: lists that are short each may be too long together.</summary>
    private static void CheckCount(List<PlanAxis> axes, PlanText plan)
    {
        var cells = axes.Aggregate(1.0, (product, axis) => product * axis.Values.Count)
            * Math.Max(1, (plan.Root["networks"] as JsonArray)?.Count ?? 1) * Math.Max(1, (plan.Root["variants"] as JsonArray)?.Count ?? 1);
        if (cells > MostCells)
        {
            throw new InputException($"{plan.Origins.Of(Field).Source}: {Field} make {cells:0} cells; allowed: at most {MostCells}");
        }
    }

    /// <summary>
    /// An axis takes the place of what an included file says, which it is there to vary. Said in the same file, or on the command
    /// line, one of the two would be silently left out.
    /// </summary>
    private static void CheckAlone(PlanText plan, PlanAxis axis, params string[] fields)
    {
        var said = plan.Origins.Of($"{Field}.{axis.Name}");
        foreach (var field in fields.Where(field => Exists(plan.Root, field)))
        {
            var origin = plan.Origins.Of(field);
            if (origin.Source == said.Source || origin.Source.StartsWith(PlanOverride.Option, StringComparison.Ordinal))
            {
                throw new InputException(
                    $"{origin.Source}: {field} is given and {Field}.{axis.Name} too; allowed: one of the two{origin.Suffix}");
            }
        }
    }

    private static bool Exists(JsonObject root, string path) => path.Split('.') is [var first, var second]
        ? root[first] is JsonObject inner && inner[second] is not null
        : root[path] is not null;

    private static void Put(PlanText plan, PlanAxis axis, JsonObject target, string path, IEnumerable<JsonNode?> values)
    {
        target[path.Split('.')[^1]] = new JsonArray([.. values.Select(value => value?.DeepClone())]);
        plan.Origins.Replace(path, plan.Origins.Of($"{Field}.{axis.Name}"));
    }

    private static JsonObject ObjectIn(JsonObject root, string name)
    {
        if (root[name] is not JsonObject fields)
        {
            root[name] = fields = [];
        }
        return fields;
    }

    private static JsonNode? MethodOf(JsonNode? value) => value is JsonObject ? value : new JsonObject { ["name"] = value?.DeepClone() };
}

using System.Text.Json.Nodes;
using SuppressionLab.Experiments.Plans.Sources;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Plans.Axes;

/// <summary>Axes of other fields: a variant of the plan for every choice of their values, crossed with the variants it has.</summary>
internal static class VariantAxes
{
    private const string Field = "variants";
    private const string SetField = "set";
    private const string NameField = "name";

    /// <summary>Replaces the plan's variants.</summary>
    /// <param name="plan">The plan, which is changed.</param>
    /// <param name="axes">The axes; none leaves the plan as it is.</param>
    /// <exception cref="InputException">A variant sets what an axis sets.</exception>
    public static void Resolve(PlanText plan, IReadOnlyList<PlanAxis> axes)
    {
        // What is no list of objects is left for the plan's own check to refuse.
        if (axes.Count == 0 || plan.Root[Field] is { } field && (field is not JsonArray list || list.Any(item => item is not JsonObject)))
        {
            return;
        }
        var names = VariantNames.ShortestOf([.. axes.Select(axis => axis.Targets[0])]);
        var given = (plan.Root[Field] as JsonArray ?? []).OfType<JsonObject>().ToList();
        CheckGiven(plan, axes, given);
        var variants = from variant in given.Count > 0 ? given : [[]] from choice in Choices(axes) select Cross(variant, axes, names, choice);
        plan.Root[Field] = new JsonArray([.. variants.ToList()]);
        plan.Origins.Replace(Field, plan.Origins.Of($"{PlanAxes.Field}.{axes[^1].Name}"));
    }

    private static void CheckGiven(PlanText plan, IReadOnlyList<PlanAxis> axes, List<JsonObject> given)
    {
        foreach (var path in given.SelectMany(variant => variant[SetField] as JsonObject ?? []).Select(one => one.Key).Distinct())
        {
            var origin = plan.Origins.Of(Field);
            var set = PlanPath.Parse(path, $"{origin.Source}: {Field}");
            if (axes.FirstOrDefault(axis => axis.Targets[0].Overlaps(set)) is { } both)
            {
                throw new InputException(
                    $"{origin.Source}: {Field} set {path}, as {PlanAxes.Field}.{both.Name} does; allowed: one of the two{origin.Suffix}");
            }
        }
    }

    private static IEnumerable<IReadOnlyList<JsonNode?>> Choices(IReadOnlyList<PlanAxis> axes) => axes.Aggregate(
        (IEnumerable<IReadOnlyList<JsonNode?>>)[[]],
        (choices, axis) => choices.SelectMany(choice => axis.Values.Select(value => (IReadOnlyList<JsonNode?>)[.. choice, value])));

    private static JsonObject Cross(JsonObject variant, IReadOnlyList<PlanAxis> axes, IReadOnlyList<string> names, IReadOnlyList<JsonNode?> choice)
    {
        var (crossed, name) = (variant.DeepClone().AsObject(), VariantNames.Of(names.Zip(choice)));
        crossed[NameField] = crossed[NameField] is JsonValue own ? $"{own}+{name}" : name;
        if (crossed[SetField] is not JsonObject set)
        {
            crossed[SetField] = set = [];
        }
        foreach (var (axis, value) in axes.Zip(choice))
        {
            set[axis.Targets[0].Text] = value?.DeepClone();
        }
        return crossed;
    }
}

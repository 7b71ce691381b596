using System.Text.Json.Nodes;
using SuppressionLab.Experiments.Plans.Sources;

namespace SuppressionLab.Experiments.Plans.Axes;

/// <summary>Axes of networks: every network of the plan with every choice of their values.</summary>
internal static class NetworkAxes
{
    private const string Field = "networks";

    /// <summary>Replaces the plan's networks.</summary>
    /// <param name="plan">The plan, which is changed.</param>
    /// <param name="axes">The axes, in the order in which they are crossed; none leaves the plan as it is.</param>
    public static void Resolve(PlanText plan, IReadOnlyList<PlanAxis> axes)
    {
        // What is no list of objects is left for the plan's own check to refuse.
        if (axes.Count == 0 || plan.Root[Field] is { } given && (given is not JsonArray list || list.Any(item => item is not JsonObject)))
        {
            return;
        }
        var networks = (plan.Root[Field]?.AsArray() ?? [new JsonObject()]).Select(network => network!.AsObject()).ToList();
        foreach (var axis in axes)
        {
            networks = [.. networks.SelectMany(network => axis.Values.Select(value => With(network, axis, value)))];
        }
        plan.Root[Field] = new JsonArray([.. networks]);
        plan.Origins.Replace(Field, plan.Origins.Of($"{PlanAxes.Field}.{axes[^1].Name}"));
    }

    private static JsonObject With(JsonObject network, PlanAxis axis, JsonNode? value)
    {
        var changed = network.DeepClone().AsObject();
        if (axis.Name == PlanAxis.Network)
        {
            PlanMerge.Into(changed, value!.AsObject());
            return changed;
        }
        var field = axis.Targets[0].Steps[^1].Name!;
        changed[field] = value?.DeepClone();
        if (field == "architecture" && value is not null)
        {
            foreach (var foreign in NetworkPlan.ForeignShapes(value.GetValue<string>()))
            {
                changed.Remove(foreign);
            }
        }
        return changed;
    }
}

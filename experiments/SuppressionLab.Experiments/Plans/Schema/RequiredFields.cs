using System.Text.Json.Nodes;

namespace SuppressionLab.Experiments.Plans.Schema;

/// <summary>
/// The required fields of a schema, taken out of it into one of their own: a file that includes another need not give them.
/// </summary>
internal static class RequiredFields
{
    private const string Required = "required";
    private const string Properties = "properties";
    private const string Items = "items";
    private const string Networks = "networks";

    /// <summary>Takes the required fields out of a plan's schema; those of items of lists stay, as lists are given whole.</summary>
    /// <param name="schema">The schema, which is changed.</param>
    /// <returns>A schema that asks for them and for nothing else.</returns>
    public static JsonObject Take(JsonObject schema)
    {
        var taken = new JsonObject();
        if (schema.Remove(Required, out var required))
        {
            taken[Required] = required;
        }
        foreach (var (name, property) in schema[Properties] as JsonObject ?? [])
        {
            // Axes of networks give fields of every network.
            var inner = name == Networks ? Nested(property![Items]!.AsObject()) : Take(property!.AsObject());
            if (inner.Count > 0)
            {
                // A field that may be null has nothing to give then.
                inner["type"] = property!["type"]?.DeepClone();
                taken[Properties] ??= new JsonObject();
                taken[Properties]![name] = inner;
            }
        }
        return taken;
    }

    /// <summary>The same for a plan with axes, which may give all of a network.</summary>
    public static JsonObject WithAxes(JsonObject taken)
    {
        var axes = taken.DeepClone().AsObject();
        var required = axes[Required]!.AsArray();
        required.Remove(required.Single(name => name!.GetValue<string>() == Networks));
        required.Add("axes");
        axes[Properties]!.AsObject().Remove(Networks);
        return axes;
    }

    private static JsonObject Nested(JsonObject items)
    {
        var inner = Take(items);
        return inner.Count > 0 ? new JsonObject { [Items] = inner } : inner;
    }
}

using System.Text.Json.Nodes;
using SuppressionLab.Experiments.Plans.Axes;
using SuppressionLab.Experiments.Plans.Sources;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Plans.Schema;

/// <summary>The schemas of <c>axes</c> and of a variant's <c>set</c>: every field that may vary, by its path.</summary>
internal static class AxesSchema
{
    // Positions in lists, and parameters of methods, are not all there are to name.
    private const string Positions = @"^(networks|suppression\.methods)\[[0-9]+\]\.[A-Za-z]+";
    private const string Parameters = @"^suppression\.methods\[(\*|[0-9]+)\]\.parameters\.[A-Za-z]+$";

    /// <summary>The schema of <c>axes</c>.</summary>
    /// <param name="properties">The schemas of the plan's fields.</param>
    public static JsonObject Axes(JsonObject properties)
    {
        var axes = new JsonObject();
        foreach (var (alias, path) in PlanAxis.Aliases)
        {
            axes[alias] = Values(Of(alias, path), $"Values of {path}.");
        }
        foreach (var (path, pointer, schema) in Fields(properties, "", "#/properties"))
        {
            axes[path] = Values(Reference(pointer), schema["description"]?.GetValue<string>());
        }
        return new JsonObject
        {
            ["description"] = "Fields and the values that each takes in turn; a plan runs the product of all. Seeds, methods and networks become those "
                + "of the plan, every other field variants.",
            ["type"] = new JsonArray("object", "null"),
            ["properties"] = axes,
            ["patternProperties"] = new JsonObject
            {
                [Positions] = Values(new JsonObject(), null), [Parameters] = Values(new JsonObject { ["type"] = "number" }, null),
            },
            ["additionalProperties"] = false,
        };
    }

    /// <summary>The schema of a variant's <c>set</c>.</summary>
    /// <param name="properties">The schemas of the plan's fields.</param>
    public static JsonObject Set(JsonObject properties)
    {
        var fields = new JsonObject();
        foreach (var (path, pointer, _) in Fields(properties, "", "#/properties"))
        {
            fields[path] = Reference(pointer);
        }
        return new JsonObject
        {
            ["description"] = properties["variants"]!["items"]!["properties"]!["set"]!["description"]?.DeepClone(),
            ["type"] = new JsonArray("object", "null"),
            ["properties"] = fields,
            ["patternProperties"] = new JsonObject { [Positions] = new JsonObject(), [Parameters] = new JsonObject { ["type"] = "number" } },
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Of(string alias, string path) => alias switch
    {
        PlanAxis.Method => new JsonObject
        {
            ["anyOf"] = new JsonArray(
                Reference("#/properties/suppression/properties/methods/items/properties/name"), Reference("#/properties/suppression/properties/methods/items")),
        },
        PlanAxis.Seed => Reference("#/properties/seeds/items"),
        PlanAxis.Network => Reference("#/properties/networks/items"),
        _ => Reference($"#/properties/networks/items/properties/{path.Split('.')[^1]}"),
    };

    private static IEnumerable<(string Path, string Pointer, JsonObject Schema)> Fields(JsonObject properties, string parent, string pointer)
    {
        foreach (var (name, node) in properties)
        {
            var (path, own, schema) = (PlanPath.Join(parent, name), $"{pointer}/{name}", node!.AsObject());
            if (MayVary(path))
            {
                yield return (path, own, schema);
            }
            var isList = schema["items"]?["properties"] is not null;
            var inner = (isList ? schema["items"]!["properties"] : schema["properties"]) as JsonObject ?? [];
            foreach (var field in Fields(inner, isList ? $"{path}[*]" : path, isList ? $"{own}/items/properties" : $"{own}/properties"))
            {
                yield return field;
            }
        }
    }

    private static bool MayVary(string path)
    {
        try
        {
            VariantFields.Check(PlanPath.Parse(path, ""), "");
            return true;
        }
        catch (InputException)
        {
            return false;
        }
    }

    private static JsonObject Values(JsonObject items, string? description)
    {
        var list = new JsonObject { ["type"] = "array", ["minItems"] = 1, ["uniqueItems"] = true, ["items"] = items };
        if (description is not null)
        {
            list.Insert(0, "description", description);
        }
        return list;
    }

    private static JsonObject Reference(string pointer) => new() { ["$ref"] = pointer };
}

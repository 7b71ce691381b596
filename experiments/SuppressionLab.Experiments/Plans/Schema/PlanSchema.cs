using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using SuppressionLab.Experiments.Plans.Axes;
using SuppressionLab.Experiments.Plans.Sources;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Plans.Schema;

/// <summary>
/// The JSON schema of plan files, for editors: made from the types that plans are read into, with descriptions from their
/// documentation, ranges from their checks, and <see cref="FieldRules"/>. What a schema cannot know (that heads divide the
/// width, that a block fits into the context) is left to the plan's own check.
/// </summary>
internal static class PlanSchema
{
    /// <summary>The name of the schema's file beside the plans.</summary>
    public const string FileName = "plan.schema.json";

    /// <summary>The schema as a text, for its file.</summary>
    public static string Text() => StrictJson.Format(Create());

    /// <summary>The schema.</summary>
    public static JsonObject Create()
    {
        var plan = PlanShape.Plan.GetJsonSchemaAsNode(new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe,
        }).AsObject();
        var properties = plan["properties"]!.AsObject();
        var required = RequiredFields.Take(plan);
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "A plan of SuppressionLab",
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                [PlanIncludes.SchemaField] = new JsonObject { ["type"] = "string", ["description"] = "This schema, for editors." },
                [PlanIncludes.Field] = Include(),
                [PlanAxes.Field] = AxesSchema.Axes(properties),
            },
            ["additionalProperties"] = false,
            // An included file, or an axis, may give what is required.
            ["anyOf"] = new JsonArray(
                new JsonObject { ["required"] = new JsonArray(PlanIncludes.Field) },
                RequiredFields.WithAxes(required), required),
        };
        foreach (var (name, property) in properties.ToList())
        {
            properties.Remove(name);
            schema["properties"]![name] = property;
        }
        schema["properties"]!["variants"]!["items"]!["properties"]!["set"] = AxesSchema.Set(schema["properties"]!.AsObject());
        return schema;
    }

    private static JsonObject Include() => new()
    {
        ["description"] = "A plan file, relative to this one, or the name of a plan that comes with the program; or a list of them. "
            + "This file's fields win: objects are merged, lists replaced, null takes a field away.",
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "string", ["minLength"] = 1 },
            new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = new JsonObject { ["type"] = "string", ["minLength"] = 1 } }),
    };

    /// <summary>Adds to the schema of one type or property what its type does not say.</summary>
    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject schema)
        {
            return node;
        }
        var path = PathOf(context.Path);
        if (context.PropertyInfo?.AttributeProvider is PropertyInfo property && FieldDocs.Of(property) is { } summary)
        {
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            schema.Insert(0, "description", type.IsEnum && FieldDocs.OfValues(type) is { } values ? $"{summary} {values}" : summary);
        }
        if (schema["type"]?.ToJsonString() is { } kind && (kind.Contains("number") || kind.Contains("integer"))
            && PlanBounds.All.TryGetValue(path, out var bound))
        {
            Limit(schema, bound);
        }
        if (FieldRules.All.TryGetValue(path, out var rules))
        {
            PlanMerge.Into(schema, rules);
        }
        return schema;
    }

    private static void Limit(JsonObject schema, PlanBound bound)
    {
        if (double.IsFinite(bound.Low))
        {
            schema[bound.LowIsOpen ? "exclusiveMinimum" : "minimum"] = Number(bound.Low);
        }
        if (double.IsFinite(bound.High))
        {
            schema[bound.HighIsOpen ? "exclusiveMaximum" : "maximum"] = Number(bound.High);
        }
    }

    private static JsonNode Number(double value) => Math.Truncate(value) == value && Math.Abs(value) < 1e15 ? (long)value : value;

    /// <summary>A pointer into the schema (<c>properties, networks, items, properties, layers</c>) as the field's path.</summary>
    private static string PathOf(ReadOnlySpan<string> pointer)
    {
        var path = "";
        for (var i = 0; i < pointer.Length; i++)
        {
            path = pointer[i] == "properties" && i + 1 < pointer.Length ? PlanPath.Join(path, pointer[++i]) : pointer[i] == "items" ? $"{path}[*]" : path;
        }
        return path;
    }
}

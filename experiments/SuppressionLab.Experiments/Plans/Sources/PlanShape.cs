using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Plans.Sources;

/// <summary>
/// What fields a plan has, from the types it is read into: refuses fields that are unknown, missing or of another kind, by
/// path, with what is allowed there.
/// </summary>
internal static class PlanShape
{
    private const int LongestValue = 60;
    private const int DeepestPath = 8;
    private const int MostHints = 3;

    /// <summary>The type of a whole plan.</summary>
    public static JsonTypeInfo Plan { get; } = Of(typeof(ExperimentPlan));

    /// <summary>A type as plans' JSON sees it.</summary>
    public static JsonTypeInfo Of(Type type)
    {
        StrictJson.Options.MakeReadOnly(populateMissingResolver: true);
        return StrictJson.Options.GetTypeInfo(type);
    }

    /// <summary>The fields of an object.</summary>
    public static IEnumerable<JsonPropertyInfo> FieldsOf(JsonTypeInfo type) =>
        type.Properties.Where(property => property.Get is not null && property.Set is not null);

    /// <summary>The type of what a path leads to.</summary>
    /// <param name="path">The path, from a plan's root.</param>
    /// <param name="where">What to put before a message.</param>
    /// <exception cref="InputException">No plan has such a field.</exception>
    public static JsonTypeInfo Resolve(PlanPath path, string where)
    {
        var (type, walked) = (Plan, "");
        foreach (var step in path.Steps)
        {
            type = Next(type, step) ?? throw new InputException(
                $"{where}: {PlanPath.Join(walked, step.ToString()).Replace(".[", "[")} is unknown; allowed: {Allowed(type, walked, path)}");
            walked = step.Name is null ? walked + step : PlanPath.Join(walked, step.Name);
        }
        return type;
    }

    /// <summary>Refuses JSON that cannot be read into a type.</summary>
    /// <param name="node">The JSON.</param>
    /// <param name="type">The type.</param>
    /// <param name="path">The path from the root; empty for the root itself.</param>
    /// <param name="origins">Where fields were said.</param>
    /// <param name="partial">Whether required fields may be missing, since they come from elsewhere.</param>
    /// <exception cref="InputException">A field is unknown, missing or of another kind.</exception>
    public static void Check(JsonNode? node, JsonTypeInfo type, string path, PlanOrigins origins, bool partial = false)
    {
        if (type.Type == typeof(JsonNode))
        {
            return;
        }
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                CheckFields(As<JsonObject>(node, type, path, origins), type, path, origins, partial);
                break;
            case JsonTypeInfoKind.Enumerable:
                var element = Of(type.ElementType!);
                foreach (var (item, i) in As<JsonArray>(node, type, path, origins).Select((item, i) => (item, i)))
                {
                    Check(item, element, $"{path}[{i}]", origins, partial);
                }
                break;
            case JsonTypeInfoKind.Dictionary:
                var value = Of(type.ElementType!);
                foreach (var (name, item) in As<JsonObject>(node, type, path, origins))
                {
                    Check(item, value, PlanPath.Join(path, name), origins, partial);
                }
                break;
            default:
                CheckScalar(node, type, path, origins);
                break;
        }
    }

    /// <summary>What a field may hold, in words.</summary>
    public static string Describe(JsonTypeInfo type)
    {
        var inner = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        return type.Kind switch
        {
            JsonTypeInfoKind.Object => $"an object of {Names(type)}",
            JsonTypeInfoKind.Dictionary => "an object",
            JsonTypeInfoKind.Enumerable => "a list, [ … ]",
            _ when inner == typeof(int) || inner == typeof(long) => "a whole number",
            _ when inner == typeof(double) => "a number",
            _ when inner == typeof(bool) => "true or false",
            _ when inner.IsEnum => string.Join(", ", Enum.GetNames(inner).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)),
            _ => "a text",
        };
    }

    /// <summary>A value as messages show it: on one line, and no longer than a line.</summary>
    public static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= LongestValue ? line : $"{line[..LongestValue]}…";
    }

    private static JsonTypeInfo? Next(JsonTypeInfo type, PlanStep step) => type.Kind switch
    {
        JsonTypeInfoKind.Object when step.Name is { } name =>
            FieldsOf(type).FirstOrDefault(field => field.Name == name) is { } field ? Of(field.PropertyType) : null,
        JsonTypeInfoKind.Dictionary when step.Name is not null => Of(type.ElementType!),
        JsonTypeInfoKind.Enumerable when step.Name is null => Of(type.ElementType!),
        _ => null,
    };

    /// <summary>The fields there are, and paths that end as the unknown one: most mistakes are a parent left out.</summary>
    private static string Allowed(JsonTypeInfo type, string walked, PlanPath path)
    {
        var there = type.Kind switch
        {
            JsonTypeInfoKind.Object => Names(type),
            JsonTypeInfoKind.Enumerable => $"{walked}[0] or {walked}[*]",
            _ => $"nothing below {walked}, which is {Describe(type)}",
        };
        var meant = PathsTo(path.Steps[^1].Name, Plan, "", DeepestPath).Take(MostHints).ToList();
        return meant.Count == 0 ? there : $"{there}; perhaps {string.Join(" or ", meant)} is meant";
    }

    private static IEnumerable<string> PathsTo(string? name, JsonTypeInfo type, string path, int depth) => type.Kind switch
    {
        _ when depth == 0 => [],
        JsonTypeInfoKind.Object => FieldsOf(type).SelectMany(field => (field.Name == name ? [PlanPath.Join(path, name)] : Array.Empty<string>())
            .Concat(PathsTo(name, Of(field.PropertyType), PlanPath.Join(path, field.Name), depth - 1))),
        JsonTypeInfoKind.Enumerable => PathsTo(name, Of(type.ElementType!), $"{path}[*]", depth - 1),
        _ => [],
    };

    private static void CheckFields(JsonObject node, JsonTypeInfo type, string path, PlanOrigins origins, bool partial)
    {
        var fields = FieldsOf(type).ToDictionary(field => field.Name);
        foreach (var (name, value) in node)
        {
            var at = PlanPath.Join(path, name);
            if (!fields.TryGetValue(name, out var field))
            {
                var origin = origins.Of(at);
                throw new InputException($"{origin.Source}: {at} is unknown; allowed: {Names(type)}{origin.Suffix}");
            }
            if (value is not null || !IsNullable(field))
            {
                Check(value, Of(field.PropertyType), at, origins, partial);
            }
        }
        if (!partial && fields.Values.FirstOrDefault(field => field.IsRequired && !node.ContainsKey(field.Name)) is { } missing)
        {
            var origin = origins.Of(path);
            throw new InputException(
                $"{origin.Source}: {PlanPath.Join(path, missing.Name)} is missing; allowed: {Describe(Of(missing.PropertyType))}{origin.Suffix}");
        }
    }

    private static bool IsNullable(JsonPropertyInfo field) => field.PropertyType.IsValueType
        ? Nullable.GetUnderlyingType(field.PropertyType) is not null
        : field.IsSetNullable;

    private static void CheckScalar(JsonNode? node, JsonTypeInfo type, string path, PlanOrigins origins)
    {
        try
        {
            if (node.Deserialize(type) is null)
            {
                throw Wrong(node, type, path, origins);
            }
        }
        catch (JsonException)
        {
            throw Wrong(node, type, path, origins);
        }
    }

    private static T As<T>(JsonNode? node, JsonTypeInfo type, string path, PlanOrigins origins)
        where T : JsonNode => node as T ?? throw Wrong(node, type, path, origins);

    private static InputException Wrong(JsonNode? node, JsonTypeInfo type, string path, PlanOrigins origins)
    {
        var origin = origins.Of(path);
        return new InputException(
            $"{origin.Source}: {path} is {Short(node?.ToJsonString(StrictJson.LineOptions) ?? "null")}; allowed: {Describe(type)}{origin.Suffix}");
    }

    private static string Names(JsonTypeInfo type) => string.Join(", ", FieldsOf(type).Select(field => field.Name));
}

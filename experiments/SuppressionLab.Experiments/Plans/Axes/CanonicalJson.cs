using System.Text.Json;
using System.Text.Json.Nodes;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Plans.Axes;

/// <summary>One text for JSON of one meaning: fields sorted, those that are null left out, numbers in their shortest form.</summary>
internal static class CanonicalJson
{
    /// <summary>The text, on one line.</summary>
    public static string Of(JsonNode? node) => Sorted(node)?.ToJsonString(StrictJson.LineOptions) ?? "null";

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Where(field => field.Value is not null)
            .OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => Number(value),
        _ => node?.DeepClone(),
    };

    /// <summary>Whole numbers keep all their digits; the others are doubles.</summary>
    private static JsonValue Number(JsonValue value)
    {
        // From its text: a number that was parsed and one that was set convert differently.
        var text = value.ToJsonString();
        return long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var whole)
            ? JsonValue.Create(whole)
            : Shortest(double.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static JsonValue Shortest(double number) => double.IsFinite(number) && Math.Truncate(number) == number && Math.Abs(number) < 1e15
        ? JsonValue.Create((long)number)
        : JsonValue.Create(double.IsFinite(number) ? number : double.MaxValue * Math.Sign(number));
}

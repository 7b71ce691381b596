using System.Text.Json;
using System.Text.Json.Nodes;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Primitives.Json;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections;

/// <summary>A plan's fields as a flat list, grouped by its top-level parts.</summary>
internal static class SettingList
{
    /// <summary>Every field that has a value.</summary>
    public static IEnumerable<Setting> Of(ExperimentPlan plan)
    {
        var root = JsonNode.Parse(StrictJson.FormatLine(plan))!.AsObject();
        return root.SelectMany(pair => Flatten(pair.Value, pair.Key, ""));
    }

    private static IEnumerable<Setting> Flatten(JsonNode? node, string name, string group) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Flatten(
            field.Value, group.Length > 0 && name != group ? $"{name}.{field.Key}" : field.Key, group.Length > 0 ? group : name)),
        JsonArray items when items.Any(item => item is JsonObject) => items.SelectMany((item, i) =>
            Flatten(item, items.Count > 1 ? $"{name}[{i}]" : name, group.Length > 0 ? group : name)),
        JsonArray items => [new Setting(name, string.Join(", ", items.Select(Text)), group.Length > 0 ? group : "plan")],
        null => [],
        _ => [new Setting(name, Text(node), group.Length > 0 ? group : "plan")],
    };

    private static string Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String
        ? value.GetValue<string>()
        : node?.ToJsonString() ?? "";
}

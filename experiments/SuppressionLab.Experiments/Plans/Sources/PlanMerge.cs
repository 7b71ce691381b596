using System.Text.Json.Nodes;

namespace SuppressionLab.Experiments.Plans.Sources;

/// <summary>Merges JSON objects.</summary>
internal static class PlanMerge
{
    /// <summary>Puts all fields of one object into another: objects field by field, everything else replaced.</summary>
    /// <param name="target">The object that changes.</param>
    /// <param name="source">The object whose fields win; it is left as it is.</param>
    public static void Into(JsonObject target, JsonObject source)
    {
        foreach (var (name, value) in source)
        {
            if (value is JsonObject inner && target[name] is JsonObject existing)
            {
                Into(existing, inner);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }
}

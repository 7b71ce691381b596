using System.Text.Json.Nodes;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Plans.Sources;

/// <summary>Sets fields of a plan's JSON by their paths.</summary>
internal static class PlanEdit
{
    /// <summary>Sets what a path leads to; objects on the way are made where they are missing, lists are not.</summary>
    /// <param name="root">The plan's object.</param>
    /// <param name="path">The path, whose names are known to exist.</param>
    /// <param name="value">The value; copied.</param>
    /// <param name="where">What to put before a message.</param>
    /// <returns>The paths that were set, with positions in the place of <c>[*]</c>.</returns>
    /// <exception cref="InputException">A list on the way is missing or too short.</exception>
    public static IReadOnlyList<string> Set(JsonObject root, PlanPath path, JsonNode? value, string where)
    {
        List<(JsonNode? Node, string Path)> found = [(root, "")];
        for (var i = 0; i < path.Steps.Count - 1; i++)
        {
            var (step, isList) = (path.Steps[i], path.Steps[i + 1].Name is null);
            found = [.. found.SelectMany(at => Enter(at.Node, at.Path, step, isList, where))];
        }
        return [.. found.SelectMany(at => Put(at.Node, at.Path, path.Steps[^1], value, where))];
    }

    private static IEnumerable<(JsonNode?, string)> Enter(JsonNode? node, string path, PlanStep step, bool isList, string where)
    {
        if (step.Name is not { } name)
        {
            return Selected(node, path, step, where).Select(i => (node![i], $"{path}[{i}]"));
        }
        var fields = Fields(node, path, where);
        if (fields[name] is null && !isList)
        {
            fields[name] = new JsonObject();
        }
        return [(fields[name], PlanPath.Join(path, name))];
    }

    private static IEnumerable<string> Put(JsonNode? node, string path, PlanStep step, JsonNode? value, string where)
    {
        if (step.Name is { } name)
        {
            Fields(node, path, where)[name] = value?.DeepClone();
            return [PlanPath.Join(path, name)];
        }
        var chosen = Selected(node, path, step, where).ToList();
        chosen.ForEach(i => node![i] = value?.DeepClone());
        return chosen.Select(i => $"{path}[{i}]");
    }

    private static JsonObject Fields(JsonNode? node, string path, string where) => node as JsonObject
        ?? throw new InputException($"{where}: {path} is {PlanShape.Short(node?.ToJsonString() ?? "null")} in the plan; allowed: an object to set a field of");

    private static IEnumerable<int> Selected(JsonNode? node, string path, PlanStep step, string where)
    {
        var count = (node as JsonArray)?.Count ?? 0;
        if (count == 0 || step.Index >= count)
        {
            throw new InputException($"{where}: {path}{step} is not in the plan; "
                + $"allowed: {(count == 0 ? $"a plan that gives {path}" : $"{path}[0] to {path}[{count - 1}], or {path}[*]")}");
        }
        return step.Index is { } index ? [index] : Enumerable.Range(0, count);
    }
}

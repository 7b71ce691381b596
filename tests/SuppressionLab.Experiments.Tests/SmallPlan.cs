using System.Text.Json.Nodes;

namespace SuppressionLab.Experiments.Tests;

/// <summary>The plan <c>smoke</c>, made smaller still, as JSON to be changed by a test.</summary>
internal static class SmallPlan
{
    public static JsonObject Json()
    {
        var plan = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "plans", "smoke.json")))!.AsObject();
        plan["pretraining"]!["documents"] = 30;
        plan["pretraining"]!["checkpointInterval"] = 5;
        plan["suppression"]!["amounts"] = new JsonArray(0, 4, 8);
        plan["suppression"]!["checkpointInterval"] = 2;
        plan["curves"]!["prompts"] = 40;
        plan["laws"]!["prefixes"] = new JsonArray(0.5);
        return plan;
    }

    /// <summary>Writes a plan to a file and gives its path.</summary>
    public static string Write(TemporaryFolder folder, Action<JsonObject>? change = null)
    {
        var plan = Json();
        change?.Invoke(plan);
        var path = folder.File("plan.json");
        File.WriteAllText(path, plan.ToJsonString());
        return path;
    }
}

using System.Text.Json.Nodes;

namespace SuppressionLab.Experiments.Plans.Sources;

/// <summary>Mixture files named in a plan file are relative to that file, wherever it is included.</summary>
internal static class MixtureFiles
{
    private const string Mixture = "mixture";
    private const string File = "file";
    private const string Path = $"{Mixture}.{File}";

    /// <summary>Replaces relative paths of mixture files by full ones.</summary>
    /// <param name="root">The plan file's object.</param>
    /// <param name="folder">Its folder.</param>
    public static void Anchor(JsonObject root, string folder)
    {
        Within(root[Mixture], folder);
        foreach (var variant in (root["variants"] as JsonArray ?? []).OfType<JsonObject>())
        {
            Within(variant[Mixture], folder);
            if (variant["set"] is JsonObject set)
            {
                Within(set[Mixture], folder);
                Replace(set, Path, folder);
            }
        }
        if (root["axes"] is JsonObject axes)
        {
            foreach (var value in axes[Mixture] as JsonArray ?? [])
            {
                Within(value, folder);
            }
            if (axes[Path] is JsonArray files)
            {
                axes[Path] = new JsonArray([.. files.Select(file => Full(file, folder))]);
            }
        }
    }

    private static void Within(JsonNode? mixture, string folder)
    {
        if (mixture is JsonObject fields)
        {
            Replace(fields, File, folder);
        }
    }

    private static void Replace(JsonObject fields, string name, string folder)
    {
        if (fields.TryGetPropertyValue(name, out var value))
        {
            fields[name] = Full(value, folder);
        }
    }

    private static JsonNode? Full(JsonNode? value, string folder) =>
        value is JsonValue text && text.TryGetValue<string>(out var file) && file.Length > 0 && !file.Contains('\0')
            ? JsonValue.Create(System.IO.Path.GetFullPath(file, folder))
            : value?.DeepClone();
}

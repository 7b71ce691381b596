using System.Text.Json.Nodes;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Plans.Sources;

/// <summary>
/// Reads a plan file and the files that it includes: <c>"include": "other.json"</c> or a list, relative to the including file,
/// or names of plans that come with the program. Later files of a list win over earlier ones, and the including file wins over
/// all: objects are merged field by field, lists and scalars replaced, and null takes a field away.
/// </summary>
internal sealed class PlanIncludes
{
    /// <summary>The field.</summary>
    public const string Field = "include";

    /// <summary>The field by which editors find the JSON schema; it means nothing to a run.</summary>
    public const string SchemaField = "$schema";

    private const int MaximumDepth = 16;
    // Each level may include several files, so that depth alone does not bound the work.
    private const int MaximumFiles = 64;

    private readonly List<string> _open = [];
    private int _files;

    /// <summary>Reads a plan with all that it includes.</summary>
    /// <param name="path">The file.</param>
    /// <returns>One object without <c>include</c> and <c>$schema</c>, with mixture files by their full paths.</returns>
    /// <exception cref="InputException">A file is missing, too large or not JSON, or files include each other.</exception>
    public static PlanText Read(string path) => new PlanIncludes().Merge(path);

    private PlanText Merge(string path)
    {
        var full = Path.GetFullPath(path);
        Check(path, full);
        _open.Add(full);
        var own = PlanText.Read(path);
        var folder = Path.GetDirectoryName(full)!;
        MixtureFiles.Anchor(own.Root, folder);
        Remove(own, SchemaField);
        var (root, origins) = (new JsonObject(), new PlanOrigins(path));
        foreach (var name in Included(own, path))
        {
            var other = Merge(Locate(name, folder, own.Origins.Of(Field)));
            PlanMerge.Into(root, other.Root);
            origins.Add(other.Origins);
        }
        _open.RemoveAt(_open.Count - 1);
        PlanMerge.Into(root, own.Root);
        origins.Add(own.Origins);
        return new PlanText(root, origins);
    }

    private void Check(string path, string full)
    {
        if (_open.Contains(full))
        {
            throw new InputException($"{_open[^1]}: include leads back to {path}; allowed: files that do not include each other");
        }
        if (_open.Count >= MaximumDepth)
        {
            throw new InputException($"{_open[^1]}: include of {path} is {MaximumDepth + 1} files deep; allowed: at most {MaximumDepth}");
        }
        if (++_files > MaximumFiles)
        {
            throw new InputException($"{_open[0]}: more than {MaximumFiles} files are included; allowed: at most {MaximumFiles}");
        }
    }

    private static List<string> Included(PlanText own, string path)
    {
        if (!own.Root.TryGetPropertyValue(Field, out var node))
        {
            return [];
        }
        own.Root.Remove(Field);
        var names = (node is JsonArray list ? [.. list] : new List<JsonNode?> { node })
            .Select(item => item is JsonValue value && value.TryGetValue<string>(out var name) && name.Length > 0 && !name.Contains('\0')
                ? name : null).ToList();
        return names.Count > 0 && names.All(name => name is not null)
            ? [.. names.Select(name => name!)]
            : throw new InputException($"{path}: {Field} is {PlanShape.Short(node?.ToJsonString() ?? "null")}; "
                + $"allowed: a plan's file, or the name of one that comes with the program, or a list of them{own.Origins.Of(Field).Suffix}");
    }

    private static string Locate(string name, string folder, PlanOrigin origin)
    {
        var file = Path.GetFullPath(name, folder);
        return File.Exists(file) ? file : PlanFile.Named(name) ?? throw new InputException(
            $"{origin.Source}: include is {name}, which is no file; allowed: a file relative to {folder}, or one of {string.Join(", ", PlanFile.Names)}{origin.Suffix}");
    }

    private static void Remove(PlanText text, string field)
    {
        if (text.Root.TryGetPropertyValue(field, out var value) && value is not JsonValue)
        {
            var origin = text.Origins.Of(field);
            throw new InputException($"{origin.Source}: {field} is no text; allowed: where the schema is, for editors{origin.Suffix}");
        }
        text.Root.Remove(field);
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SuppressionLab.Experiments.Plans.Sources;
using SuppressionLab.Primitives.Files;

namespace SuppressionLab.Experiments.Plans.Axes;

/// <summary>
/// Names of the variants that axes make: <c>learningRate=0.001</c>, by the end of each axis's path; <c>+</c> between axes. They depend on the values and never on their places in the list.
/// </summary>
internal static class VariantNames
{
    /// <summary>The longest name of a variant.</summary>
    public const int Longest = 80;

    private const int LongestValue = 24;
    private const int HashCharacters = 8;

    /// <summary>Each path's last name, with its first before it, or all of it, where others end alike.</summary>
    public static IReadOnlyList<string> ShortestOf(IReadOnlyList<PlanPath> paths)
    {
        var names = paths.Select(path => path.Steps.Where(step => step.Name is not null).Select(step => step.Name!).ToArray()).ToList();
        Func<string[], string>[] forms = [own => own[^1], own => $"{own[0]}.{own[^1]}"];
        return [.. names.Select(own => forms.FirstOrDefault(form => names.Count(other => form(other) == form(own)) == 1)?.Invoke(own)
            ?? string.Join('.', own))];
    }

    /// <summary>The name of one choice of values.</summary>
    public static string Of(IEnumerable<(string Axis, JsonNode? Value)> choice)
    {
        var name = string.Join('+', choice.Select(one => $"{one.Axis}={ValueOf(one.Value)}"));
        return name.Length <= Longest ? name : $"{name[..(Longest - HashCharacters - 1)]}-{Hash(name)}";
    }

    private static string ValueOf(JsonNode? value)
    {
        var text = value switch
        {
            null => "none",
            JsonArray list when list.All(item => item is JsonValue) => string.Join('-', list.Select(ValueOf)),
            JsonObject or JsonArray => Hash(CanonicalJson.Of(value)),
            _ when value.GetValueKind() == JsonValueKind.Number => Number(CanonicalJson.Of(value)),
            _ when value.GetValueKind() == JsonValueKind.String => Text(value.GetValue<string>()),
            _ => value.ToJsonString(),
        };
        return text.Length <= LongestValue ? text : $"{text[..(LongestValue - HashCharacters - 1)]}-{Hash(CanonicalJson.Of(value))}";
    }

    /// <summary>A number as people write it: 0.001 and 1e-5, not 1E-05.</summary>
    private static string Number(string json)
    {
        var number = double.Parse(json, CultureInfo.InvariantCulture);
        return Math.Abs(number) is >= 1e-4 and < 1e15 || number == 0
            ? json.ToLowerInvariant()
            : number.ToString("0.################e0", CultureInfo.InvariantCulture);
    }

    /// <summary>Of a path, the file's name; of every text, the characters that names may have.</summary>
    private static string Text(string text) =>
        string.Concat(Path.GetFileName(text).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-'));

    private static string Hash(string text) => ContentHash.OfText(text)[..HashCharacters];
}

using System.Globalization;
using System.Text.Json;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.LanguageModels.Networks;

/// <summary>
/// The fields of a Hugging Face <c>config.json</c>. Fields that nobody asks for are left alone: such files carry many
/// that do not concern the network's numbers.
/// </summary>
internal sealed class ConfigFields
{
    private readonly JsonElement _root;
    private readonly string _source;

    public ConfigFields(JsonElement root, string source)
    {
        (_root, _source) = (root, source);
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new InputException($"{source}: a {root.ValueKind}; a JSON object is needed");
        }
    }

    public string Text(string name) =>
        Find(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : throw Wrong(name, "a text");

    public int Integer(string name, int? missing = null)
    {
        if (Find(name) is not { } value)
        {
            return missing ?? throw Wrong(name, "an integer");
        }
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : throw Wrong(name, "an integer");
    }

    public double Number(string name, double missing) =>
        Find(name) is not { } value ? missing
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number
        : throw Wrong(name, "a number");

    public bool Flag(string name, bool missing) =>
        Find(name) is not { } value ? missing
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw Wrong(name, "true or false");

    public string[] Texts(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Array } value && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(v => v.GetString()!)]
            : throw Wrong(name, "a list of texts");

    /// <summary>The fields of an object, or null if it is absent or null.</summary>
    public ConfigFields? Object(string name) => Find(name) is { } value ? new(value, $"{_source}: {name}") : null;

    /// <summary>Refuses any value but those allowed; absent or null is allowed.</summary>
    public void Require(string name, params object[] allowed)
    {
        if (Find(name) is { } value && !allowed.Any(a => IsEqual(value, a)))
        {
            throw new InputException(
                $"{_source}: {name}: {value.GetRawText()} is not supported; allowed: {string.Join(", ", allowed).ToLowerInvariant()}");
        }
    }

    private static bool IsEqual(JsonElement value, object allowed) => allowed switch
    {
        bool flag => value.ValueKind == (flag ? JsonValueKind.True : JsonValueKind.False),
        string text => value.ValueKind == JsonValueKind.String && value.GetString() == text,
        _ => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
            && number == Convert.ToDouble(allowed, CultureInfo.InvariantCulture),
    };

    private JsonElement? Find(string name) =>
        _root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private InputException Wrong(string name, string kind) => new($"{_source}: {name}: missing or not {kind}");
}

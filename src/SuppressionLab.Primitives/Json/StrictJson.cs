using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Primitives.Json;

/// <summary>
/// JSON that refuses what it does not know: camel-case names, comments and trailing commas allowed, unknown, missing
/// and null-for-required fields refused with the field's path and the file's name.
/// </summary>
public static class StrictJson
{
    /// <summary>The serialiser's settings; indented when written.</summary>
    public static JsonSerializerOptions Options { get; } = Create(indented: true);

    /// <summary>The same settings on one line, for JSON Lines.</summary>
    public static JsonSerializerOptions LineOptions { get; } = Create(indented: false);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maximumBytes">The largest file to accept.</param>
    /// <exception cref="InputException">Missing, too large, not JSON, or a field is wrong; the message names it.</exception>
    public static T ReadFile<T>(string path, long maximumBytes = 1L << 30)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new InputException($"{path}: no such file");
        }
        if (file.Length > maximumBytes)
        {
            throw new InputException($"{path}: {file.Length} bytes; at most {maximumBytes} are allowed");
        }
        return Parse<T>(File.ReadAllText(path), path);
    }

    /// <summary>Parses a text.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="source">What to call it in messages (a file's path, or a file's path and line).</param>
    /// <exception cref="InputException">Not JSON, or a field is wrong; the message names it.</exception>
    public static T Parse<T>(string text, string source)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Options) ?? throw new InputException($"{source}: the value is null");
        }
        catch (JsonException error)
        {
            throw new InputException($"{source}: {Describe(error)}", error);
        }
    }

    /// <summary>The text of a value, indented.</summary>
    public static string Format<T>(T value) => JsonSerializer.Serialize(value, Options) + "\n";

    /// <summary>The text of a value on one line, without the line's end.</summary>
    public static string FormatLine<T>(T value) => JsonSerializer.Serialize(value, LineOptions);

    private static JsonSerializerOptions Create(bool indented) => new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        WriteIndented = indented,
        MaxDepth = 64,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    private static string Describe(JsonException error)
    {
        var where = error.LineNumber is { } line ? $" (line {line + 1})" : "";
        var field = error.Path is { Length: > 2 } path ? $"{path.TrimStart('$', '.')}: " : "";
        var message = error.Message;
        var cut = message.IndexOf(" Path: ", StringComparison.Ordinal);
        return $"{field}{(cut > 0 ? message[..cut] : message).ReplaceLineEndings(" ")}{where}";
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Plans.Sources;

/// <summary>One plan file as JSON, with the line of each field.</summary>
/// <param name="Root">The file's object.</param>
/// <param name="Origins">Where its fields are.</param>
internal sealed record PlanText(JsonObject Root, PlanOrigins Origins)
{
    private const int MaximumBytes = 1 << 20;
    private const int MaximumDepth = 64;

    /// <summary>Reads a file of at most 1 MiB; comments and trailing commas are allowed, a field given twice is not.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">Missing, too large, or not a JSON object.</exception>
    public static PlanText Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"{path}: no such file");
        }
        // Read up to the bound rather than asked for its length: devices say 0.
        using var file = File.OpenRead(path);
        var bytes = new byte[MaximumBytes + 1];
        var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read > MaximumBytes)
        {
            throw new InputException($"{path}: over {MaximumBytes} bytes; allowed: at most so many");
        }
        using var text = new StreamReader(new MemoryStream(bytes, 0, read));
        return Parse(text.ReadToEnd(), path);
    }

    /// <summary>Parses a value of the command line or of a file.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static JsonNode? ParseValue(string text) => JsonNode.Parse(text, documentOptions: new JsonDocumentOptions
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = MaximumDepth,
    });

    private static PlanText Parse(string text, string path)
    {
        try
        {
            var root = ParseValue(text) as JsonObject ?? throw new InputException($"{path}: not an object; allowed: a plan, as {{ … }}");
            return new PlanText(root, LinesOf(Encoding.UTF8.GetBytes(text), path));
        }
        catch (JsonException error)
        {
            var line = new PlanOrigin(path, (int?)error.LineNumber + 1);
            var message = error.Message.Split(" LineNumber: ")[0].Split(" Path: ")[0].ReplaceLineEndings(" ");
            throw new InputException($"{path}: not JSON: {message}{line.Suffix}", error);
        }
    }

    /// <summary>A second pass over the text, which the first has found well-formed: nodes do not remember their lines.</summary>
    private static PlanOrigins LinesOf(byte[] utf8, string path)
    {
        var origins = new PlanOrigins(path);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions
        {
            AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = MaximumDepth,
        });
        // The path of each open object or list; the next index of a list, −1 for an object.
        var open = new Stack<(string Path, int Next)>();
        var (name, line, counted) = ("", 1, 0);
        while (reader.Read())
        {
            line += utf8.AsSpan(counted, (int)reader.TokenStartIndex - counted).Count((byte)'\n');
            counted = (int)reader.TokenStartIndex;
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                open.Pop();
                continue;
            }
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                name = reader.GetString()!;
                origins.Set(PlanPath.Join(open.Peek().Path, name), new PlanOrigin(path, line));
                continue;
            }
            var here = "";
            if (open.TryPop(out var parent))
            {
                here = parent.Next < 0 ? PlanPath.Join(parent.Path, name) : $"{parent.Path}[{parent.Next}]";
                open.Push(parent.Next < 0 ? parent : (parent.Path, parent.Next + 1));
                origins.Set(here, new PlanOrigin(path, line));
            }
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                open.Push((here, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
            }
        }
        return origins;
    }
}

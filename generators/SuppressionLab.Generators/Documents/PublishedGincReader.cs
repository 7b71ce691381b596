using System.Text.Json;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Documents;

/// <summary>
/// Reads lines of published GINC files: <c>text</c> holds words of the tokenizer's vocabulary, whose id 0 is the end of
/// text, so that symbol = id − 1; <c>hmm_idx</c> is the component where <c>hmm_type</c> is <c>ID</c> (in distribution).
/// </summary>
internal sealed class PublishedGincReader
{
    private const long MaximumTokenizerBytes = 1L << 26;
    private readonly Dictionary<string, int> _symbols;
    private readonly string _tokenizer;

    public PublishedGincReader(string path, string? tokenizer)
    {
        _tokenizer = tokenizer ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "tokenizer.json");
        _symbols = ReadVocabulary(_tokenizer, path);
    }

    public Document Parse(string line, string source)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            var text = root.GetProperty("text").GetString()!;
            var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var tokens = new int[words.Length];
            for (var i = 0; i < words.Length; i++)
            {
                tokens[i] = SymbolOf(words[i], i, source);
            }
            var inDistribution = !root.TryGetProperty("hmm_type", out var type) || type.GetString() == "ID";
            return new Document(tokens, inDistribution ? root.GetProperty("hmm_idx").GetInt32() : null);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException
                                          or FormatException or NullReferenceException)
        {
            throw new InputException(
                $"{source}: not a published GINC document with text and hmm_idx (truncated?)", error);
        }
    }

    private int SymbolOf(string word, int position, string source) =>
        _symbols.TryGetValue(word, out var symbol) && symbol >= 0
            ? symbol
            : throw new InputException(
                $"{source}: word '{word}' at position {position} is not a symbol of the tokenizer {_tokenizer}");

    private static Dictionary<string, int> ReadVocabulary(string path, string documents)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new InputException($"{documents}: a published GINC file needs its tokenizer; {path} does not exist");
        }
        if (file.Length > MaximumTokenizerBytes)
        {
            throw new InputException($"{path}: {file.Length} bytes; at most {MaximumTokenizerBytes} are allowed");
        }
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            var vocabulary = json.RootElement.GetProperty("model").GetProperty("vocab");
            return vocabulary.EnumerateObject().ToDictionary(word => word.Name, word => word.Value.GetInt32() - 1);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException
                                          or FormatException or ArgumentException)
        {
            throw new InputException($"{path}: not a tokenizer file with model.vocab (word → id)", error);
        }
    }
}

using System.Text.Json;
using SuppressionLab.Generators.Vocabularies;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Documents;

/// <summary>
/// Reads lines of published GINC files: <c>text</c> holds words of the tokenizer's vocabulary, whose id 0 is the end of
/// text, so that symbol = id − 1; <c>hmm_idx</c> is the component where <c>hmm_type</c> is <c>ID</c> (in distribution).
/// </summary>
internal sealed class PublishedGincReader(string path, string? tokenizer)
{
    private readonly PublishedTokenizer _tokenizer = PublishedTokenizer.Open(path, tokenizer);

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
        _tokenizer.Symbols.TryGetValue(word, out var symbol) && symbol >= 0
            ? symbol
            : throw new InputException(
                $"{source}: word '{word}' at position {position} is not a symbol of the tokenizer {_tokenizer.Path}");
}

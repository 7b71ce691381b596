using System.Text.Json;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Vocabularies;

/// <summary>
/// The <c>tokenizer.json</c> of published GINC files: a word for each id, of which 0 is the end of text, so that
/// symbol = id − 1.
/// </summary>
internal sealed class PublishedTokenizer
{
    private const long MaximumBytes = 1L << 26;

    private PublishedTokenizer(string path, Dictionary<string, int> symbols)
    {
        Path = path;
        Symbols = symbols;
    }

    /// <summary>The tokenizer's file.</summary>
    public string Path { get; }

    /// <summary>The symbol of each word; −1 for the end of text.</summary>
    public IReadOnlyDictionary<string, int> Symbols { get; }

    /// <summary>Reads the tokenizer of a file of documents.</summary>
    /// <param name="documents">The file of documents.</param>
    /// <param name="path">The tokenizer; null for <c>tokenizer.json</c> beside the documents.</param>
    /// <exception cref="InputException">Missing, too large or not such a file.</exception>
    public static PublishedTokenizer Open(string documents, string? path)
    {
        path ??= System.IO.Path.Combine(
            System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(documents))!, "tokenizer.json");
        return new PublishedTokenizer(path, ReadVocabulary(path, documents));
    }

    private static Dictionary<string, int> ReadVocabulary(string path, string documents)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new InputException($"{documents}: a published GINC file needs its tokenizer; {path} does not exist");
        }
        if (file.Length > MaximumBytes)
        {
            throw new InputException($"{path}: {file.Length} bytes; at most {MaximumBytes} are allowed");
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

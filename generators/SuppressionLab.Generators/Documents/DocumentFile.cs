using System.Text.Json;
using SuppressionLab.Generators.Files;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Documents;

/// <summary>
/// Document files, by extension: <c>.parquet</c> (<c>tokens</c> list&lt;int32&gt;, <c>component</c> int32, may be
/// missing), otherwise JSON Lines of <c>{"tokens":[…],"component":2}</c>. A JSON file whose first line has a
/// <c>text</c> is read as a published GINC file (<c>p-lambda/incontext-learning</c>) with the <c>tokenizer.json</c>
/// beside it: symbol = vocabulary id − 1. Tokens are symbols, without BOS and padding.
/// </summary>
public static class DocumentFile
{
    private const long MaximumTokens = 1L << 30;
    private static readonly ParquetTokenTable Table = new(["tokens"], ["component"]);

    /// <summary>Reads all documents.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mixture">If given, tokens must be its symbols and components its components.</param>
    /// <param name="tokenizer">For a published GINC file, its tokenizer; null for the one beside the file.</param>
    /// <exception cref="InputException">
    /// Missing, truncated, a value out of range (the message names file and line), or more than 2³⁰ tokens.
    /// </exception>
    public static IReadOnlyList<Document> Read(string path, HmmMixture? mixture = null, string? tokenizer = null)
    {
        var documents = new List<Document>();
        var tokens = 0L;
        foreach (var document in Enumerate(path, mixture, tokenizer))
        {
            tokens += document.Tokens.Length;
            if (tokens > MaximumTokens)
            {
                throw new InputException($"{path}: more than {MaximumTokens} tokens; split the file");
            }
            documents.Add(document);
        }
        return documents;
    }

    /// <summary>Reads documents one after another, however many there are.</summary>
    /// <inheritdoc cref="Read"/>
    public static IEnumerable<Document> Enumerate(string path, HmmMixture? mixture = null, string? tokenizer = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Sources(path, tokenizer).Select(item =>
        {
            Check(item.Document, mixture, item.Source);
            return item.Document;
        });
    }

    /// <summary>Writes documents; the file is whole or absent.</summary>
    /// <param name="path">The file to write or replace; <c>.parquet</c> gives Parquet, all else JSON Lines.</param>
    /// <param name="documents">The documents, taken one after another.</param>
    public static void Write(string path, IEnumerable<Document> documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        if (FileKind.IsParquet(path))
        {
            Table.Write(path, documents.Select(d => new TokenRow([d.Tokens], [d.Component])));
        }
        else
        {
            JsonLines.Write(path, documents);
        }
    }

    /// <summary>Whether the first document of a file is in the published form, with <c>text</c>.</summary>
    /// <exception cref="InputException">Missing, or its first line is no JSON.</exception>
    internal static bool IsPublished(string path) =>
        !FileKind.IsParquet(path)
        && JsonLines.ReadLines(path).FirstOrDefault() is { Text: not null } first
        && IsPublished(first.Text, first.Source);

    private static IEnumerable<(Document Document, string Source)> Sources(string path, string? tokenizer)
    {
        if (FileKind.IsParquet(path))
        {
            return Table.Read(path).Select((row, i) => (new Document(row.Lists[0], row.Scalars[0]), $"{path} row {i}"));
        }
        var first = JsonLines.ReadLines(path).FirstOrDefault();
        if (first.Text is null)
        {
            return [];
        }
        if (!IsPublished(first.Text, first.Source))
        {
            return JsonLines.ReadLines(path).Select(l => (JsonLines.Parse<Document>(l.Text, l.Source), l.Source));
        }
        var reader = new PublishedGincReader(path, tokenizer);
        return JsonLines.ReadLines(path).Select(line => (reader.Parse(line.Text, line.Source), line.Source));
    }

    private static bool IsPublished(string line, string source)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("text", out _);
        }
        catch (JsonException error)
        {
            throw new InputException($"{source}: not a JSON object on one line (truncated?)", error);
        }
    }

    private static void Check(Document document, HmmMixture? mixture, string source)
    {
        TokenCheck.InVocabulary(document.Tokens, mixture?.VocabularySize, "tokens", source);
        var components = mixture?.Components.Count ?? int.MaxValue;
        if (document.Component is { } component && (component < 0 || component >= components))
        {
            throw new InputException($"{source}: component is {component}; 0 to {components - 1} are allowed");
        }
    }
}

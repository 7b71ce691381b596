using System.Globalization;
using SuppressionLab.Generators.Documents;
using SuppressionLab.Generators.Mixtures;

namespace SuppressionLab.Generators.Vocabularies;

/// <summary>Names for token ids: what a document reads like.</summary>
public static class TokenNames
{
    /// <summary>The name of symbol 0, the delimiter, as in the published files.</summary>
    public const string Delimiter = "/";

    /// <summary>The name of the padding, token V.</summary>
    public const string Padding = "[pad]";

    /// <summary>The name of the beginning of a document, token V + 1.</summary>
    public const string Beginning = "[bos]";

    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>
    /// The names of a mixture's V + 2 tokens. Symbols of a factored (GINC) mixture are called as in the published data:
    /// <c>/</c> for the delimiter, then a, b, …, z, ab, ac, …, az, ba, …: words of distinct letters, shorter ones first.
    /// Those of a general mixture are their numbers, but for the delimiter. Padding and beginning come last.
    /// </summary>
    /// <param name="mixture">The mixture.</param>
    public static IReadOnlyList<string> Of(HmmMixture mixture)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        return WithSpecial(Enumerable.Range(1, mixture.VocabularySize - 1)
            .Select(symbol => mixture.IsFactored ? Word(symbol - 1) : symbol.ToString(CultureInfo.InvariantCulture))
            .Prepend(Delimiter));
    }

    /// <summary>
    /// The names that the tokenizer of a published GINC file gives to its V symbols, then padding and beginning; null if
    /// the file is another one and no tokenizer is named, or if the tokenizer's ids have gaps.
    /// </summary>
    /// <param name="path">The file of documents.</param>
    /// <param name="tokenizer">The tokenizer; null for the one beside a published file.</param>
    /// <exception cref="Primitives.Errors.InputException">
    /// The file, or a tokenizer that is needed, is missing or wrong.
    /// </exception>
    public static IReadOnlyList<string>? OfFile(string path, string? tokenizer = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (tokenizer is null && !DocumentFile.IsPublished(path))
        {
            return null;
        }
        var symbols = PublishedTokenizer.Open(path, tokenizer).Symbols.Where(word => word.Value >= 0).ToList();
        var names = new string[symbols.Count];
        foreach (var (name, symbol) in symbols)
        {
            if (symbol >= names.Length || names[symbol] is not null)
            {
                return null;
            }
            names[symbol] = name;
        }
        return WithSpecial(names);
    }

    private static string[] WithSpecial(IEnumerable<string> symbols) => [.. symbols, Padding, Beginning];

    /// <summary>Word <paramref name="index"/> of those of distinct letters, by length and then by alphabet.</summary>
    private static string Word(int index)
    {
        var (length, words) = (1, (long)Letters.Length);
        while (index >= words)
        {
            index -= (int)words;
            words *= Letters.Length - length++;
        }
        var left = Letters.ToList();
        var word = new char[length];
        for (var i = 0; i < length; i++)
        {
            words /= left.Count;
            var next = (int)(index / words);
            word[i] = left[next];
            left.RemoveAt(next);
            index %= (int)words;
        }
        return new string(word);
    }
}

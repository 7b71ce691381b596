using SuppressionLab.Generators.Files;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Preferences;

/// <summary>
/// Files of preference pairs, by extension: <c>.parquet</c> (<c>prompt</c>, <c>chosen</c>, <c>rejected</c>, each
/// list&lt;int32&gt;), otherwise JSON Lines of <c>{"prompt":[…],"chosen":[…],"rejected":[…]}</c>. The prompt has its
/// BOS. <c>favouredComponent</c> and <c>suppressedComponent</c> (int32) are written besides; readers do without them.
/// </summary>
public static class PreferencePairFile
{
    private const long MaximumTokens = 1L << 30;
    private static readonly ParquetTokenTable Table = new(
        ["prompt", "chosen", "rejected"], [], optionalScalars: ["favouredComponent", "suppressedComponent"]);

    /// <summary>Reads all pairs.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mixture">
    /// If given, tokens must be its symbols, padding or BOS, 0 … V+1, and components its components.
    /// </param>
    /// <exception cref="InputException">
    /// Missing, truncated, a value out of range (the message names file and line), or more than 2³⁰ tokens.
    /// </exception>
    public static IReadOnlyList<PreferencePair> Read(string path, HmmMixture? mixture = null)
    {
        var pairs = new List<PreferencePair>();
        var tokens = 0L;
        foreach (var pair in Enumerate(path, mixture))
        {
            tokens += (long)pair.Prompt.Length + pair.Chosen.Length + pair.Rejected.Length;
            if (tokens > MaximumTokens)
            {
                throw new InputException($"{path}: more than {MaximumTokens} tokens; split the file");
            }
            pairs.Add(pair);
        }
        return pairs;
    }

    /// <summary>Reads pairs one after another, however many there are.</summary>
    /// <inheritdoc cref="Read"/>
    public static IEnumerable<PreferencePair> Enumerate(string path, HmmMixture? mixture = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var sources = FileKind.IsParquet(path)
            ? Table.Read(path).Select((row, i) => (Pair: FromRow(row), Source: $"{path} row {i}"))
            : JsonLines.ReadLines(path)
                .Select(line => (Pair: JsonLines.Parse<PreferencePair>(line.Text, line.Source), line.Source));
        return sources.Select(item =>
        {
            Check(item.Pair, mixture, item.Source);
            return item.Pair;
        });
    }

    /// <summary>Writes pairs; the file is whole or absent.</summary>
    /// <param name="path">The file to write or replace; <c>.parquet</c> gives Parquet, all else JSON Lines.</param>
    /// <param name="pairs">The pairs, taken one after another.</param>
    public static void Write(string path, IEnumerable<PreferencePair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (FileKind.IsParquet(path))
        {
            Table.Write(path, pairs.Select(ToRow));
        }
        else
        {
            JsonLines.Write(path, pairs);
        }
    }

    private static TokenRow ToRow(PreferencePair pair) =>
        new([pair.Prompt, pair.Chosen, pair.Rejected], [pair.FavouredComponent, pair.SuppressedComponent]);

    private static PreferencePair FromRow(TokenRow row) =>
        new(row.Lists[0], row.Lists[1], row.Lists[2], row.Scalars[0], row.Scalars[1]);

    private static void Check(PreferencePair pair, HmmMixture? mixture, string source)
    {
        TokenCheck.InVocabulary(pair.Prompt, mixture?.TokenCount, "prompt", source);
        TokenCheck.InVocabulary(pair.Chosen, mixture?.TokenCount, "chosen", source);
        TokenCheck.InVocabulary(pair.Rejected, mixture?.TokenCount, "rejected", source);
        CheckComponent(pair.FavouredComponent, mixture, "favouredComponent", source);
        CheckComponent(pair.SuppressedComponent, mixture, "suppressedComponent", source);
    }

    private static void CheckComponent(int? component, HmmMixture? mixture, string field, string source)
    {
        var components = mixture?.Components.Count ?? int.MaxValue;
        if (component is { } known && (known < 0 || known >= components))
        {
            throw new InputException($"{source}: {field} is {known}; 0 to {components - 1} are allowed");
        }
    }
}

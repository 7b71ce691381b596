using SuppressionLab.Generators.Files;
using SuppressionLab.Generators.Mixtures;

namespace SuppressionLab.Generators.Documents;

/// <summary>
/// Files of preference pairs, by extension: <c>.parquet</c> (<c>prompt</c>, <c>chosen</c>, <c>rejected</c>, each
/// list&lt;int32&gt;), otherwise JSON Lines of <c>{"prompt":[…],"chosen":[…],"rejected":[…]}</c>.
/// </summary>
public static class PreferencePairFile
{
    private static readonly ParquetTokenTable Table = new(["prompt", "chosen", "rejected"], []);

    /// <summary>Reads all pairs.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mixture">If given, tokens must be its symbols, BOS or padding: 0 … V+1.</param>
    /// <exception cref="Primitives.Errors.InputException">
    /// Missing, truncated or a token out of range; the message names file and line.
    /// </exception>
    public static IReadOnlyList<PreferencePair> Read(string path, HmmMixture? mixture = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var sources = FileKind.IsParquet(path)
            ? Table.Read(path).Select((row, i) => (Pair: FromRow(row), Source: $"{path} row {i}"))
            : JsonLines.ReadLines(path)
                .Select(line => (Pair: JsonLines.Parse<PreferencePair>(line.Text, line.Source), line.Source));
        var pairs = new List<PreferencePair>();
        foreach (var (pair, source) in sources)
        {
            TokenCheck.InVocabulary(pair.Prompt, mixture?.TokenCount, "prompt", source);
            TokenCheck.InVocabulary(pair.Chosen, mixture?.TokenCount, "chosen", source);
            TokenCheck.InVocabulary(pair.Rejected, mixture?.TokenCount, "rejected", source);
            pairs.Add(pair);
        }
        return pairs;
    }

    /// <summary>Writes pairs; the file is whole or absent.</summary>
    /// <param name="path">The file to write or replace; <c>.parquet</c> gives Parquet, all else JSON Lines.</param>
    /// <param name="pairs">The pairs, taken one after another.</param>
    public static void Write(string path, IEnumerable<PreferencePair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (FileKind.IsParquet(path))
        {
            Table.Write(path, pairs.Select(pair => new TokenRow([pair.Prompt, pair.Chosen, pair.Rejected], [])));
        }
        else
        {
            JsonLines.Write(path, pairs);
        }
    }

    private static PreferencePair FromRow(TokenRow row) => new(row.Lists[0], row.Lists[1], row.Lists[2]);
}

using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Attacks;

/// <summary>The tokens that each variant puts before a prompt; a function of the stream and the prompt's row.</summary>
/// <param name="bos">The BOS.</param>
/// <param name="options">The length of prefixes.</param>
/// <param name="symbols">The number of symbols.</param>
/// <param name="favoured">Documents to take favoured snippets from.</param>
/// <param name="suppressed">Documents to take suppressed snippets from.</param>
/// <param name="key">The stream.</param>
internal sealed class PrefixVariants(
    int bos, PrefixVariationOptions options, int symbols, IReadOnlyList<int[]> favoured, IReadOnlyList<int[]> suppressed,
    RandomKey key)
{
    private const int Delimiter = 0;

    /// <summary>The variants by name, and what each puts before the prompt of a row.</summary>
    public IReadOnlyList<(string Name, Func<int, int[]> Prefix)> All =>
    [
        ("nothing", _ => []),
        ("bos", _ => [bos]),
        ("bos+delimiter", _ => [bos, Delimiter]),
        ("bos+random", Random),
        ("bos+favoured", row => Snippet(favoured, key.Derive("favoured"), row)),
        ("bos+suppressed", row => Snippet(suppressed, key.Derive("suppressed"), row)),
    ];

    private int[] Random(int row)
    {
        var stream = key.Derive("random").Derive(row).Open();
        return [bos, .. Enumerable.Range(0, options.PrefixLength).Select(_ => stream.NextInt32(symbols))];
    }

    private int[] Snippet(IReadOnlyList<int[]> documents, RandomKey snippets, int row) =>
        [bos, .. documents[snippets.Derive(row).Open().NextInt32(documents.Count)][..options.PrefixLength]];
}

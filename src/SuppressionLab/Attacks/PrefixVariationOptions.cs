using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Attacks;

/// <summary>What is put before in-context prompts.</summary>
public sealed record PrefixVariationOptions : AttackOptions
{
    /// <summary>
    /// The components of the documents from which favoured snippets are taken, none of them suppressed. Default: all that are
    /// not suppressed.
    /// </summary>
    public IReadOnlyList<int>? Favoured { get; init; }

    /// <summary>The number of symbols in a random prefix or a snippet, at least 1. Default: 16.</summary>
    public int PrefixLength { get; init; } = 16;

    /// <summary>
    /// The number of symbols of the vocabulary, at least 1, from which random prefixes are drawn. Default: the network's
    /// vocabulary without its last two tokens, padding and BOS.
    /// </summary>
    public int? SymbolCount { get; init; }

    /// <summary>The name of the random stream below the seed. Default: <c>prefix-variations</c>.</summary>
    public string Stream { get; init; } = "prefix-variations";

    internal bool IsFavoured(int component) => Favoured?.Contains(component) ?? (component >= 0 && !Suppressed.Contains(component));

    internal override void Validate()
    {
        base.Validate();
        RequireText(nameof(Stream), Stream);
        RequireAtLeast(nameof(PrefixLength), PrefixLength, 1);
        if (SymbolCount is { } symbols)
        {
            RequireAtLeast(nameof(SymbolCount), symbols, 1);
        }
        if (Favoured is { Count: 0 })
        {
            throw new InputException("Favoured: no component; at least one is needed, or null for all that are not suppressed");
        }
        RequireComponents($"{nameof(Suppressed)} and {nameof(Favoured)}", [.. Suppressed, .. Favoured ?? []]);
    }
}

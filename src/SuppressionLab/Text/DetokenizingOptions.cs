using SuppressionLab.Columns;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Text;

/// <summary>How a <see cref="DetokenizingTransformer"/> turns tokens into text.</summary>
public sealed record DetokenizingOptions
{
    /// <summary>The column of token ids, a vector of Int32. Default: <c>Tokens</c>.</summary>
    public string TokensColumnName { get; init; } = ColumnNames.Tokens;

    /// <summary>The column to add, Text. Default: <c>Text</c>.</summary>
    public string OutputColumnName { get; init; } = ColumnNames.Text;

    /// <summary>
    /// The name of each token id, in order. Default: those of the column's annotations
    /// (<see cref="TokenAnnotations.SymbolNames"/>), or the ids as numbers if it has none.
    /// </summary>
    public IReadOnlyList<string>? SymbolNames { get; init; }

    /// <summary>What stands between two tokens; may be empty. Default: one space, as in the published files.</summary>
    public string Separator { get; init; } = " ";

    internal void Validate()
    {
        if (string.IsNullOrEmpty(TokensColumnName) || string.IsNullOrEmpty(OutputColumnName))
        {
            throw new InputException("TokensColumnName or OutputColumnName is empty; both are needed");
        }
        if (Separator is null)
        {
            throw new InputException("Separator is null; a text, possibly empty, is needed");
        }
        if (SymbolNames is { Count: 0 })
        {
            throw new InputException("SymbolNames is empty; one name a token id is needed, or null for the column's own");
        }
        if (SymbolNames?.Any(name => name is null) == true)
        {
            throw new InputException("SymbolNames has a null; one name a token id is needed");
        }
    }
}

using SuppressionLab.Columns;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Text;

/// <summary>How a <see cref="TokenizingTransformer"/> turns text into tokens.</summary>
public sealed record TokenizingOptions
{
    /// <summary>The column of text, Text. Default: <c>Text</c>.</summary>
    public string TextColumnName { get; init; } = ColumnNames.Text;

    /// <summary>The column of token ids to add, a variable vector of Int32. Default: <c>Tokens</c>.</summary>
    public string OutputColumnName { get; init; } = ColumnNames.Tokens;

    /// <summary>
    /// The name of each token id, in order, each once and without the separator: those of a mixture are
    /// <see cref="Generators.Vocabularies.TokenNames.Of"/>. Default: null, the text holds the ids as numbers.
    /// </summary>
    public IReadOnlyList<string>? SymbolNames { get; init; }

    /// <summary>
    /// What stands between two tokens, at least one character. Empty pieces and blanks around a piece are left out.
    /// Default: one space.
    /// </summary>
    public string Separator { get; init; } = " ";

    internal void Validate()
    {
        if (string.IsNullOrEmpty(TextColumnName) || string.IsNullOrEmpty(OutputColumnName))
        {
            throw new InputException("TextColumnName or OutputColumnName is empty; both are needed");
        }
        if (string.IsNullOrEmpty(Separator))
        {
            throw new InputException("Separator is empty; at least one character is needed");
        }
        if (SymbolNames is { Count: 0 })
        {
            throw new InputException("SymbolNames is empty; one name a token id is needed, or null for numbers");
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in SymbolNames ?? [])
        {
            if (name is null || name.Trim().Length != name.Length || name.Length == 0
                || name.Contains(Separator, StringComparison.Ordinal) || !seen.Add(name))
            {
                throw new InputException(
                    $"SymbolNames has '{name}'; names are needed once each, without the separator and without blanks "
                    + "around");
            }
        }
    }
}

using Microsoft.ML.Runtime;
using SuppressionLab.Interop.Persistence;
using SuppressionLab.Mapping;

namespace SuppressionLab.Text;

/// <summary>
/// Adds a column of token ids (<c>Tokens</c>) from text, the way back from <see cref="DetokenizingTransformer"/>; the
/// column carries the names as annotations. A piece that is no token's name is refused with its row and place.
/// </summary>
public sealed class TokenizingTransformer
    : MappingTransformer<TokenizingTransformer>, IPersistentTransformer<TokenizingTransformer>
{
    internal TokenizingTransformer(TokenizingOptions options)
    {
        Options = options;
        Mapping = new TokenizingMapping(options);
    }

    /// <inheritdoc/>
    public static ModelFormat ModelFormat { get; } = new("SLABTOKN", 1, 0);

    /// <summary>Columns, names and separator; null names stand for numbers.</summary>
    public TokenizingOptions Options { get; }

    private protected override IRowMapping Mapping { get; }

    /// <inheritdoc/>
    protected override void Save(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Fields.Write(Options.TextColumnName);
        writer.Fields.Write(Options.OutputColumnName);
        writer.Fields.Write(Options.Separator);
        SymbolNameList.Write(writer.Fields, Options.SymbolNames);
    }

    static TokenizingTransformer IPersistentTransformer<TokenizingTransformer>.Load(
        IHostEnvironment environment, ModelReader reader)
    {
        var options = new TokenizingOptions
        {
            TextColumnName = reader.Fields.ReadString(),
            OutputColumnName = reader.Fields.ReadString(),
            Separator = reader.Fields.ReadString(),
            SymbolNames = SymbolNameList.Read(reader.Fields),
        };
        SavedOptions.Validate(ModelFormat, options.Validate);
        return new TokenizingTransformer(options);
    }
}

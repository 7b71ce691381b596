using Microsoft.ML.Runtime;
using SuppressionLab.Interop.Persistence;
using SuppressionLab.Mapping;

namespace SuppressionLab.Text;

/// <summary>
/// Adds a column of text (<c>Text</c>): the names of a row's tokens, a separator between any two. A token id without a
/// name is refused where names are known, with its row and place.
/// </summary>
public sealed class DetokenizingTransformer
    : MappingTransformer<DetokenizingTransformer>, IPersistentTransformer<DetokenizingTransformer>
{
    internal DetokenizingTransformer(DetokenizingOptions options) => Options = options;

    /// <inheritdoc/>
    public static ModelFormat ModelFormat { get; } = new("SLABDTOK", 1, 0);

    /// <summary>Columns, separator, and the names in use; null names stand for numbers.</summary>
    public DetokenizingOptions Options { get; }

    private protected override IRowMapping Mapping => new DetokenizingMapping(Options, Options.SymbolNames);

    /// <inheritdoc/>
    protected override void Save(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Fields.Write(Options.TokensColumnName);
        writer.Fields.Write(Options.OutputColumnName);
        writer.Fields.Write(Options.Separator);
        SymbolNameList.Write(writer.Fields, Options.SymbolNames);
    }

    static DetokenizingTransformer IPersistentTransformer<DetokenizingTransformer>.Load(
        IHostEnvironment environment, ModelReader reader)
    {
        var options = new DetokenizingOptions
        {
            TokensColumnName = reader.Fields.ReadString(),
            OutputColumnName = reader.Fields.ReadString(),
            Separator = reader.Fields.ReadString(),
            SymbolNames = SymbolNameList.Read(reader.Fields),
        };
        SavedOptions.Validate(ModelFormat, options.Validate);
        return new DetokenizingTransformer(options);
    }
}

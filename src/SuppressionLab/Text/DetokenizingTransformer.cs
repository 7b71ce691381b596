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
        writer.Fields.Write(Options.SymbolNames?.Count ?? 0);
        foreach (var name in Options.SymbolNames ?? [])
        {
            writer.Fields.Write(name);
        }
    }

    static DetokenizingTransformer IPersistentTransformer<DetokenizingTransformer>.Load(
        IHostEnvironment environment, ModelReader reader)
    {
        var options = new DetokenizingOptions
        {
            TokensColumnName = reader.Fields.ReadString(),
            OutputColumnName = reader.Fields.ReadString(),
            Separator = reader.Fields.ReadString(),
            SymbolNames = ReadNames(reader.Fields),
        };
        options.Validate();
        return new DetokenizingTransformer(options);
    }

    private static List<string>? ReadNames(BinaryReader fields)
    {
        var count = fields.ReadInt32();
        if (count < 0)
        {
            throw new FormatException($"the model's part '{ModelFormat.Signature}' has {count} names");
        }
        // The list grows as names are read, so that a wrong count meets the stream's end before it takes memory.
        var names = new List<string>();
        while (names.Count < count)
        {
            names.Add(fields.ReadString());
        }
        return count == 0 ? null : names;
    }
}

using Microsoft.ML;

namespace SuppressionLab.Interop.Persistence;

/// <summary>Where a <see cref="PersistentTransformer"/> writes itself inside a model file.</summary>
public sealed class ModelWriter
{
    private readonly ModelSaveContext _context;

    internal ModelWriter(ModelSaveContext context) => _context = context;

    /// <summary>The main stream, for small fields. It must be read back to its last byte.</summary>
    public BinaryWriter Fields => _context.Writer;

    /// <summary>Writes a named stream beside the main one, for weights and other large content.</summary>
    /// <param name="name">The entry's name, unique within this transformer.</param>
    /// <param name="write">Writes the content.</param>
    public void WriteStream(string name, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        _context.SaveBinaryStream(name, writer =>
        {
            writer.Flush();
            write(writer.BaseStream);
        });
    }

    /// <summary>Writes another transformer as a part of this one.</summary>
    /// <param name="name">The part's name, unique within this transformer.</param>
    /// <param name="transformer">Any transformer that can be saved.</param>
    public void WriteTransformer(string name, ITransformer transformer)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        _context.SaveModel(transformer, name);
    }
}

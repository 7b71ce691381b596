using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace SuppressionLab.Interop.Persistence;

/// <summary>Where a <see cref="PersistentTransformer"/> reads itself from; the twin of <see cref="ModelWriter"/>.</summary>
public sealed class ModelReader
{
    private readonly ModelLoadContext _context;
    private readonly IHostEnvironment _environment;

    internal ModelReader(IHostEnvironment environment, ModelLoadContext context)
    {
        _environment = environment;
        _context = context;
        Version = new Version((int)(context.Header.ModelVerWritten >> 16), (int)(context.Header.ModelVerWritten & 0xFFFF));
    }

    /// <summary>The format version that wrote the file, never newer than the reader's own.</summary>
    public Version Version { get; }

    /// <summary>The main stream; the content is untrusted.</summary>
    public BinaryReader Fields => _context.Reader;

    /// <summary>Reads a named stream.</summary>
    /// <param name="name">The entry's name.</param>
    /// <param name="read">Reads the content from a seekable stream of known length.</param>
    /// <exception cref="FormatException">The file has no such entry.</exception>
    public T ReadStream<T>(string name, Func<Stream, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        T? result = default;
        return _context.TryLoadBinaryStream(name, reader => result = read(reader.BaseStream))
            ? result!
            : throw new FormatException($"the model file has no entry '{name}'");
    }

    /// <summary>Reads a transformer that <see cref="ModelWriter.WriteTransformer"/> wrote.</summary>
    /// <exception cref="FormatException">The file has no such part.</exception>
    public ITransformer ReadTransformer(string name) =>
        _context.LoadModelOrNull<ITransformer, SignatureLoadModel>(_environment, out var transformer, name)
            ? transformer
            : throw new FormatException($"the model file has no part '{name}'");
}

using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace SuppressionLab.Interop.Persistence;

/// <summary>Where a <see cref="PersistentTransformer"/> reads itself from; the twin of <see cref="ModelWriter"/>.</summary>
public sealed class ModelReader
{
    /// <summary>What has been read of each file so far.</summary>
    private static readonly ConditionalWeakTable<RepositoryReader, Dictionary<string, object>> Shared = [];

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

    /// <summary>Reads content that <see cref="ModelWriter.WriteShared"/> wrote, once a file.</summary>
    /// <typeparam name="T">What the content becomes.</typeparam>
    /// <param name="name">The name that writing gave; untrusted.</param>
    /// <param name="read">Reads the content from a seekable stream of known length.</param>
    /// <returns>What <paramref name="read"/> gave for the first transformer that asked.</returns>
    /// <exception cref="FormatException">The file has no such entry, or another transformer read it as something else.</exception>
    public T ReadShared<T>(string name, Func<Stream, T> read) where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        var known = Shared.GetValue(_context.Repository, _ => new(StringComparer.Ordinal));
        if (!known.TryGetValue(name, out var value))
        {
            using var entry = IsPlain(name) ? _context.Repository.OpenEntryOrNull(ModelWriter.SharedFolder, name) : null;
            value = read((entry ?? throw Missing(name)).Stream);
            known.Add(name, value);
        }
        return value as T ?? throw Missing(name);
    }

    private static bool IsPlain(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '.');

    private static FormatException Missing(string name) =>
        new($"the model file has no entry '{ModelWriter.SharedFolder}/{name}'");

    /// <summary>Reads a transformer that <see cref="ModelWriter.WriteTransformer"/> wrote.</summary>
    /// <exception cref="FormatException">The file has no such part.</exception>
    public ITransformer ReadTransformer(string name) =>
        _context.LoadModelOrNull<ITransformer, SignatureLoadModel>(_environment, out var transformer, name)
            ? transformer
            : throw new FormatException($"the model file has no part '{name}'");
}

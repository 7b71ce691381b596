using System.Runtime.CompilerServices;
using Microsoft.ML;

namespace SuppressionLab.Interop.Persistence;

/// <summary>Where a <see cref="PersistentTransformer"/> writes itself inside a model file.</summary>
public sealed class ModelWriter
{
    /// <summary>The folder inside a model file where content is that several transformers share.</summary>
    internal const string SharedFolder = "SuppressionLab";

    /// <summary>What each file being written has already, by reference.</summary>
    private static readonly ConditionalWeakTable<RepositoryWriter, Dictionary<object, string>> Shared = [];

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

    /// <summary>
    /// Writes content that several transformers of the same file share: the first one to name an owner writes it, the
    /// others only refer to it.
    /// </summary>
    /// <param name="owner">What the content is of, compared by reference.</param>
    /// <param name="extension">The end of the entry's name, with its dot.</param>
    /// <param name="write">Writes the content.</param>
    /// <returns>The name to write to <see cref="Fields"/> and to read the content by.</returns>
    public string WriteShared(object owner, string extension, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(write);
        var written = Shared.GetValue(_context.Repository, _ => new(ReferenceEqualityComparer.Instance));
        if (!written.TryGetValue(owner, out var name))
        {
            name = $"Shared.{written.Count}{extension}";
            using var entry = _context.Repository.CreateEntry(SharedFolder, name);
            write(entry.Stream);
            written.Add(owner, name);
        }
        return name;
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

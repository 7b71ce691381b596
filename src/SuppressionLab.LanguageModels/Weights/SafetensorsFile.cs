using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Files;

namespace SuppressionLab.LanguageModels.Weights;

/// <summary>
/// Files of named tensors (github.com/huggingface/safetensors, "Format"): an 8-byte little-endian header length, a JSON
/// header, the tensors' bytes. Written as F32; F32, F16 and BF16 are read. Reading trusts nothing: the header's length,
/// every byte range and every shape are checked before memory is allocated.
/// </summary>
public static class SafetensorsFile
{
    // The reference implementation's limit.
    private const long MaximumHeaderBytes = 100_000_000;
    private const int ChunkBytes = 1 << 20;

    /// <summary>Reads every tensor of a file.</summary>
    /// <exception cref="InputException">Missing, or not as the format says; the message names the tensor.</exception>
    public static IReadOnlyDictionary<string, SafetensorsTensor> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"{path}: no such file");
        }
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        return Read(stream, path);
    }

    /// <summary>Reads every tensor of a stream that can seek, from its position to its end.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <exception cref="InputException">Not as the format says; the message names the tensor.</exception>
    public static IReadOnlyDictionary<string, SafetensorsTensor> Read(Stream stream, string source) =>
        Read(stream, source, out _);

    /// <summary>Reads every tensor and the free texts of a stream that can seek.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <param name="metadata">The texts under <c>__metadata__</c>.</param>
    /// <exception cref="InputException">Not as the format says; the message names the tensor.</exception>
    public static IReadOnlyDictionary<string, SafetensorsTensor> Read(
        Stream stream, string source, out IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var header = ReadHeader(stream, source);
        metadata = header.Metadata;
        var tensors = new Dictionary<string, SafetensorsTensor>(header.Entries.Count);
        foreach (var entry in header.Entries)
        {
            if (SafetensorsTypes.IsReadable(entry.Type))
            {
                tensors.Add(entry.Name, new SafetensorsTensor(entry.Name, entry.Shape, ReadValues(stream, entry, source)));
            }
            else
            {
                // Hugging Face's older files carry boolean attention masks, which no network here needs.
                stream.Seek(entry.End - entry.Begin, SeekOrigin.Current);
            }
        }
        return tensors;
    }

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <exception cref="IOException">The disk is full or the folder cannot be written.</exception>
    public static void Write(
        string path, IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        AtomicFile.Write(path, stream => Write(stream, tensors, metadata));

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">The stream; need not seek.</param>
    /// <param name="tensors">The tensors, in the order in which their bytes follow each other.</param>
    /// <param name="metadata">Free texts, or null.</param>
    public static void Write(
        Stream stream, IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        var header = FormatHeader(tensors, metadata);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var tensor in tensors)
        {
            WriteValues(stream, tensor.Values.Span);
        }
    }

    private static SafetensorsHeader ReadHeader(Stream stream, string source)
    {
        var available = stream.Length - stream.Position;
        if (available < 8)
        {
            throw new InputException($"{source}: {available} bytes; a safetensors file begins with an 8-byte header length");
        }
        Span<byte> prefix = stackalloc byte[8];
        stream.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length < 2 || length > (ulong)Math.Min(available - 8, MaximumHeaderBytes))
        {
            throw new InputException(
                $"{source}: the header claims {length} bytes; 2 to {Math.Min(available - 8, MaximumHeaderBytes)} are possible: "
                + "not a safetensors file, or truncated");
        }
        var header = new byte[length];
        stream.ReadExactly(header);
        return SafetensorsHeader.Parse(header, available - 8 - (long)length, source);
    }

    private static float[] ReadValues(Stream stream, SafetensorsHeader.Entry entry, string source)
    {
        if (entry.Count > Array.MaxLength)
        {
            throw new InputException($"{source}: tensor '{entry.Name}' has {entry.Count} values; at most {Array.MaxLength} are allowed");
        }
        var values = new float[entry.Count];
        var size = SafetensorsTypes.SizeOf(entry.Type, source);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(ChunkBytes, Math.Max(entry.End - entry.Begin, 1)));
        try
        {
            var perChunk = buffer.Length / size;
            for (var start = 0; start < values.Length; start += perChunk)
            {
                var count = Math.Min(perChunk, values.Length - start);
                var bytes = buffer.AsSpan(0, count * size);
                stream.ReadExactly(bytes);
                SafetensorsTypes.Convert(entry.Type, bytes, values.AsSpan(start, count));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return values;
    }

    private static byte[] FormatHeader(
        IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            WriteMetadata(writer, metadata);
            long offset = 0;
            foreach (var tensor in tensors)
            {
                offset = WriteEntry(writer, tensor, offset);
            }
            writer.WriteEndObject();
        }
        // Padded with spaces so that the data begin at a multiple of 8, as the reference implementation does.
        var padding = -buffer.WrittenCount & 7;
        return [.. buffer.WrittenSpan, .. Enumerable.Repeat((byte)' ', padding)];
    }

    private static void WriteMetadata(Utf8JsonWriter writer, IReadOnlyDictionary<string, string>? metadata)
    {
        writer.WriteStartObject("__metadata__");
        // transformers refuses a file that does not say which framework's layout it has.
        writer.WriteString("format", "pt");
        foreach (var (name, text) in metadata ?? new Dictionary<string, string>())
        {
            writer.WriteString(name, text);
        }
        writer.WriteEndObject();
    }

    private static long WriteEntry(Utf8JsonWriter writer, SafetensorsTensor tensor, long offset)
    {
        var count = tensor.Shape.Aggregate(1L, (product, size) => checked(product * size));
        if (count != tensor.Values.Length)
        {
            throw new ArgumentException(
                $"{tensor.Name}: {tensor.Values.Length} values for the shape [{string.Join(", ", tensor.Shape)}]", nameof(tensor));
        }
        var end = offset + (sizeof(float) * count);
        writer.WriteStartObject(tensor.Name);
        writer.WriteString("dtype", "F32");
        writer.WriteStartArray("shape");
        foreach (var size in tensor.Shape)
        {
            writer.WriteNumberValue(size);
        }
        writer.WriteEndArray();
        writer.WriteStartArray("data_offsets");
        writer.WriteNumberValue(offset);
        writer.WriteNumberValue(end);
        writer.WriteEndArray();
        writer.WriteEndObject();
        return end;
    }

    private static void WriteValues(Stream stream, ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            while (values.Length > 0)
            {
                var count = Math.Min(values.Length, ChunkBytes);
                stream.Write(MemoryMarshal.AsBytes(values[..count]));
                values = values[count..];
            }
            return;
        }
        Span<byte> bytes = stackalloc byte[4];
        foreach (var value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
            stream.Write(bytes);
        }
    }
}

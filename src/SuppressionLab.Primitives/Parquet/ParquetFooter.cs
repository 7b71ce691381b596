using System.Buffers.Binary;

namespace SuppressionLab.Primitives.Parquet;

/// <summary>
/// Walks the footer of a Parquet file (a struct in Thrift's compact protocol) without building anything, so that a
/// damaged one is refused before the library, whose parser can loop without end, sees it. Every length is checked
/// against the bytes that are left, and the struct must end where the footer ends.
/// </summary>
internal ref struct ParquetFooter
{
    private const int TrailerLength = 8;
    private const int MaximumLength = 1 << 28;
    private const int MaximumDepth = 32;
    private readonly ReadOnlySpan<byte> _bytes;
    private int _at;

    private ParquetFooter(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Refuses a file whose footer is not one whole struct; leaves the stream at its beginning.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static void Check(Stream stream)
    {
        var bytes = Read(stream);
        var footer = new ParquetFooter(bytes);
        footer.SkipStruct(0);
        if (footer._at != bytes.Length)
        {
            throw Damaged();
        }
        stream.Position = 0;
    }

    private static byte[] Read(Stream stream)
    {
        Span<byte> trailer = stackalloc byte[TrailerLength];
        if (stream.Length < TrailerLength)
        {
            throw Damaged();
        }
        stream.Seek(-TrailerLength, SeekOrigin.End);
        stream.ReadExactly(trailer);
        var length = BinaryPrimitives.ReadInt32LittleEndian(trailer);
        if (!trailer[4..].SequenceEqual("PAR1"u8) || length is <= 0 or > MaximumLength
            || length > stream.Length - TrailerLength)
        {
            throw Damaged();
        }
        var bytes = new byte[length];
        stream.Seek(-TrailerLength - length, SeekOrigin.End);
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static InvalidDataException Damaged() => new("The footer is not one whole struct.");

    private void SkipStruct(int depth)
    {
        for (var header = ReadByte(); header != 0; header = ReadByte())
        {
            if (header >> 4 == 0)
            {
                ReadVariable();
            }
            // A boolean field's value is its type; elsewhere a boolean takes a byte.
            if ((header & 15) is not (1 or 2))
            {
                SkipValue(header & 15, depth);
            }
        }
    }

    private void SkipValue(int type, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw Damaged();
        }
        switch (type)
        {
            case 1 or 2 or 3: Skip(1); break;
            case 4 or 5 or 6: ReadVariable(); break;
            case 7: Skip(8); break;
            case 8: Skip(ReadVariable()); break;
            case 9 or 10: SkipList(depth); break;
            case 12: SkipStruct(depth + 1); break;
            // Maps, and types that do not exist: Parquet's metadata has none.
            default: throw Damaged();
        }
    }

    private void SkipList(int depth)
    {
        var header = ReadByte();
        var size = header >> 4 == 15 ? ReadVariable() : (ulong)(header >> 4);
        // Every element takes at least a byte, so the loop ends with the bytes.
        for (var i = 0UL; i < size; i++)
        {
            SkipValue(header & 15, depth + 1);
        }
    }

    private void Skip(ulong count)
    {
        if (count > (ulong)(_bytes.Length - _at))
        {
            throw Damaged();
        }
        _at += (int)count;
    }

    private byte ReadByte()
    {
        Skip(1);
        return _bytes[_at - 1];
    }

    private ulong ReadVariable()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = ReadByte();
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
            {
                return value;
            }
        }
        throw Damaged();
    }
}

using System.Buffers.Binary;
using System.Text;

namespace SuppressionLab.LanguageModels.Native;

/// <summary>
/// Edits the symbol-version needs (<c>.gnu.version_r</c>) of a 64-bit little-endian ELF image, as laid down in the
/// Linux Standard Base, "Symbol Versioning". A need marked weak no longer stops the loader if the version is absent.
/// Every offset is checked: the image is taken as untrusted.
/// </summary>
internal static class ElfVersionNeeds
{
    private const int HeaderSize = 64;
    private const int SectionHeaderSize = 64;
    private const uint VersionNeedSection = 0x6ffffffe;
    private const ushort WeakFlag = 2;

    /// <summary>Marks the need of one version weak, in place.</summary>
    /// <param name="image">The whole file.</param>
    /// <param name="version">The version's name, for example <c>GLIBCXX_3.4.32</c>.</param>
    /// <returns>How many entries were marked; 0 if the image does not need that version.</returns>
    /// <exception cref="InvalidDataException">Not a 64-bit little-endian ELF image, or an offset leaves it.</exception>
    public static int Weaken(Span<byte> image, string version)
    {
        var sections = ReadSectionTable(image);
        var marked = 0;
        for (uint i = 0; i < sections.Count; i++)
        {
            var section = sections.Header(image, i);
            if (ReadUInt32(section, 4) == VersionNeedSection)
            {
                var strings = sections.Header(image, ReadUInt32(section, 40));
                marked += WeakenSection(
                    Slice(image, ReadUInt64(section, 24), ReadUInt64(section, 32)),
                    Slice(image, ReadUInt64(strings, 24), ReadUInt64(strings, 32)),
                    ReadUInt32(section, 44),
                    Encoding.ASCII.GetBytes(version));
            }
        }
        return marked;
    }

    private static SectionTable ReadSectionTable(ReadOnlySpan<byte> image)
    {
        ReadOnlySpan<byte> magic = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1];
        if (image.Length < HeaderSize || !image.StartsWith(magic))
        {
            throw new InvalidDataException("not a 64-bit little-endian ELF image");
        }
        if (BinaryPrimitives.ReadUInt16LittleEndian(image[58..]) != SectionHeaderSize)
        {
            throw new InvalidDataException("the section headers are not 64 bytes long");
        }
        return new SectionTable(ReadUInt64(image, 40), BinaryPrimitives.ReadUInt16LittleEndian(image[60..]));
    }

    private static int WeakenSection(Span<byte> needs, ReadOnlySpan<byte> strings, uint files, ReadOnlySpan<byte> version)
    {
        var marked = 0;
        ulong file = 0;
        for (uint i = 0; i < files; i++)
        {
            var need = Slice(needs, file, 16);
            marked += WeakenFile(needs, strings, file + ReadUInt32(need, 8), ReadUInt16(need, 2), version);
            var next = ReadUInt32(need, 12);
            if (next == 0)
            {
                break;
            }
            file += next;
        }
        return marked;
    }

    private static int WeakenFile(
        Span<byte> needs, ReadOnlySpan<byte> strings, ulong first, int entries, ReadOnlySpan<byte> version)
    {
        var marked = 0;
        var offset = first;
        for (var i = 0; i < entries; i++)
        {
            var entry = Slice(needs, offset, 16);
            if (NameAt(strings, ReadUInt32(entry, 8)).SequenceEqual(version))
            {
                BinaryPrimitives.WriteUInt16LittleEndian(entry[4..], (ushort)(ReadUInt16(entry, 4) | WeakFlag));
                marked++;
            }
            var next = ReadUInt32(entry, 12);
            if (next == 0)
            {
                break;
            }
            offset += next;
        }
        return marked;
    }

    private static ReadOnlySpan<byte> NameAt(ReadOnlySpan<byte> strings, uint offset)
    {
        if (offset >= (uint)strings.Length)
        {
            throw new InvalidDataException("a version's name lies outside the string table");
        }
        var rest = strings[(int)offset..];
        var end = rest.IndexOf((byte)0);
        return end < 0 ? throw new InvalidDataException("a version's name has no end") : rest[..end];
    }

    private static Span<byte> Slice(Span<byte> image, ulong offset, ulong length)
    {
        if (offset > (ulong)image.Length || length > (ulong)image.Length - offset)
        {
            throw new InvalidDataException($"{length} bytes at offset {offset} lie outside the image");
        }
        return image.Slice((int)offset, (int)length);
    }

    private static ushort ReadUInt16(ReadOnlySpan<byte> bytes, int offset) =>
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]);

    private static uint ReadUInt32(ReadOnlySpan<byte> bytes, int offset) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);

    private static ulong ReadUInt64(ReadOnlySpan<byte> bytes, int offset) =>
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[offset..]);

    private readonly record struct SectionTable(ulong Offset, int Count)
    {
        public Span<byte> Header(Span<byte> image, uint index)
        {
            if (index >= Count || Offset > (ulong)image.Length)
            {
                throw new InvalidDataException($"section {index} does not exist or lies outside the image; there are {Count}");
            }
            return Slice(image, Offset + ((ulong)index * SectionHeaderSize), SectionHeaderSize);
        }
    }
}

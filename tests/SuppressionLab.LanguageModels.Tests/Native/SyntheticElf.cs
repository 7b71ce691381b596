using System.Buffers.Binary;
using System.Text;

namespace SuppressionLab.LanguageModels.Tests.Native;

/// <summary>
/// The least of a 64-bit ELF image that has version needs: a header, a string table, a .gnu.version_r section with
/// two files, and a section table.
/// </summary>
internal static class SyntheticElf
{
    public const int StringsOffset = 64;
    public const int NeedsOffset = 128;
    public const int SectionsOffset = 256;
    private const string Strings = "\0libc.so.6\0GLIBC_2.34\0libstdc++.so.6\0GLIBCXX_3.4.30\0X_1\0";

    /// <summary>Where the flags of a version's entry lie.</summary>
    public static int FlagsOffset(int entry) => NeedsOffset + new[] { 16, 48, 64 }[entry] + 4;

    public static byte[] Create()
    {
        var image = new byte[SectionsOffset + (3 * 64)];
        new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1 }.CopyTo(image, 0);
        Put64(image, 40, SectionsOffset);
        Put16(image, 58, 64);
        Put16(image, 60, 3);
        Encoding.ASCII.GetBytes(Strings).CopyTo(image, StringsOffset);
        PutFile(image, 0, entries: 1, name: "libc.so.6", next: 32);
        PutEntry(image, 16, "GLIBC_2.34", 0);
        PutFile(image, 32, entries: 2, name: "libstdc++.so.6", next: 0);
        PutEntry(image, 48, "GLIBCXX_3.4.30", 16);
        PutEntry(image, 64, "X_1", 0);
        PutSection(image, 1, type: 3, StringsOffset, Strings.Length, link: 0, info: 0);
        PutSection(image, 2, type: 0x6ffffffe, NeedsOffset, 80, link: 1, info: 2);
        return image;
    }

    private static void PutFile(byte[] image, int at, int entries, string name, int next)
    {
        Put16(image, NeedsOffset + at, 1);
        Put16(image, NeedsOffset + at + 2, entries);
        Put32(image, NeedsOffset + at + 4, Strings.IndexOf(name, StringComparison.Ordinal));
        Put32(image, NeedsOffset + at + 8, 16);
        Put32(image, NeedsOffset + at + 12, next);
    }

    private static void PutEntry(byte[] image, int at, string name, int next)
    {
        Put32(image, NeedsOffset + at + 8, Strings.IndexOf(name, StringComparison.Ordinal));
        Put32(image, NeedsOffset + at + 12, next);
    }

    private static void PutSection(byte[] image, int index, long type, int offset, int size, int link, int info)
    {
        var at = SectionsOffset + (64 * index);
        Put32(image, at + 4, type);
        Put64(image, at + 24, offset);
        Put64(image, at + 32, size);
        Put32(image, at + 40, link);
        Put32(image, at + 44, info);
    }

    private static void Put16(byte[] image, int at, int value) =>
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(at), (ushort)value);

    private static void Put32(byte[] image, int at, long value) =>
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(at), (uint)value);

    private static void Put64(byte[] image, int at, long value) =>
        BinaryPrimitives.WriteInt64LittleEndian(image.AsSpan(at), value);
}

using System.Buffers.Binary;
using SuppressionLab.Primitives.Parquet;

namespace SuppressionLab.Primitives.Tests.Parquet;

/// <summary>Footers by hand, byte for byte as Thrift's compact protocol lays them out.</summary>
[TestClass]
public sealed class ParquetFooterTests
{
    [TestMethod]
    [DataRow(new byte[] { 0x00 }, DisplayName = "no field")]
    [DataRow(new byte[] { 0x15, 0x02, 0x00 }, DisplayName = "field 1, an i32")]
    [DataRow(new byte[] { 0x05, 0x80, 0x01, 0x02, 0x11, 0x00 }, DisplayName = "a long field number, and a boolean")]
    [DataRow(new byte[] { 0x18, 0x02, 0x61, 0x62, 0x29, 0x25, 0x02, 0x04, 0x1C, 0x00, 0x00 }, DisplayName = "a text, a list, a struct")]
    public void A_whole_struct_is_accepted(byte[] footer)
    {
        using var stream = File(footer);
        ParquetFooter.Check(stream);
        Assert.AreEqual(0, stream.Position);
    }

    [TestMethod]
    [DataRow(new byte[] { 0x15, 0x02 }, DisplayName = "no end")]
    [DataRow(new byte[] { 0x00, 0x00 }, DisplayName = "bytes after the end")]
    [DataRow(new byte[] { 0x15, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00, 0x00 }, DisplayName = "a number without end")]
    [DataRow(new byte[] { 0x18, 0x7F, 0x61, 0x00 }, DisplayName = "a text longer than the footer")]
    [DataRow(new byte[] { 0x19, 0xF5, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x00, 0x00 }, DisplayName = "a list longer than the footer")]
    [DataRow(new byte[] { 0x1D, 0x00, 0x00 }, DisplayName = "a type that does not exist")]
    public void Anything_else_is_refused(byte[] footer)
    {
        using var stream = File(footer);
        Assert.ThrowsExactly<InvalidDataException>(() => ParquetFooter.Check(stream));
    }

    [TestMethod]
    public void Structs_within_structs_are_refused_before_the_stack_overflows()
    {
        using var stream = File([.. Enumerable.Repeat((byte)0x1C, 1 << 20), .. new byte[(1 << 20) + 1]]);
        Assert.ThrowsExactly<InvalidDataException>(() => ParquetFooter.Check(stream));
    }

    private static MemoryStream File(byte[] footer)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Length);
        return new MemoryStream([.. "PAR1"u8, .. footer, .. length, .. "PAR1"u8]);
    }
}

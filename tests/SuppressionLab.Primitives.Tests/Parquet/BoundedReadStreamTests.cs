using SuppressionLab.Primitives.Parquet;

namespace SuppressionLab.Primitives.Tests.Parquet;

[TestClass]
public sealed class BoundedReadStreamTests
{
    [TestMethod]
    public void All_bytes_are_read_and_then_the_end_is_an_error()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["bytes"], [1, 2, 3]);
        using var stream = new BoundedReadStream(folder["bytes"]);
        var bytes = new byte[3];
        stream.ReadExactly(bytes);
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, bytes);
        Assert.ThrowsExactly<EndOfStreamException>(() => stream.ReadByte());
    }

    [TestMethod]
    public void Seeking_is_free_up_to_the_end_and_an_error_beyond()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["bytes"], [1, 2, 3]);
        using var stream = new BoundedReadStream(folder["bytes"]);
        Assert.AreEqual(3, stream.Seek(0, SeekOrigin.End));
        Assert.ThrowsExactly<EndOfStreamException>(() => stream.Seek(1, SeekOrigin.Current));
    }

    [TestMethod]
    public void Reading_the_same_bytes_over_and_over_is_an_error()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["bytes"], new byte[1 << 16]);
        using var stream = new BoundedReadStream(folder["bytes"]);
        var buffer = new byte[1 << 16];
        // 16 times the file and a mebibyte: 32 reads of this file, not 33.
        for (var i = 0; i < 32; i++)
        {
            stream.Position = 0;
            stream.ReadExactly(buffer);
        }
        stream.Position = 0;
        Assert.ThrowsExactly<EndOfStreamException>(() => stream.ReadExactly(buffer));
    }
}

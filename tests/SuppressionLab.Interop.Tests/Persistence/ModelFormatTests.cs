using System.Text;
using SuppressionLab.Interop.Persistence;

namespace SuppressionLab.Interop.Tests.Persistence;

[TestClass]
public sealed class ModelFormatTests
{
    [TestMethod]
    public void A_reader_takes_older_minor_versions_and_refuses_newer_and_other_major_ones()
    {
        var format = new ModelFormat("SOMETHIN", 2, 3);
        format.CheckReadable(0x0002_0003);
        format.CheckReadable(0x0002_0000);
        foreach (var (written, text, age) in new[] { (0x0002_0004u, "2.4", "newer"), (0x0003_0000u, "3.0", "newer"), (0x0001_0009u, "1.9", "older") })
        {
            var message = Assert.ThrowsExactly<FormatException>(() => format.CheckReadable(written)).Message;
            StringAssert.Contains(message, $"'SOMETHIN' has format version {text}, {age}");
            StringAssert.Contains(message, "2.0 to 2.3");
        }
    }

    [TestMethod]
    public void A_signature_has_exactly_eight_printable_characters()
    {
        foreach (var signature in new[] { "", "SEVENCH", "NINECHARS", "WITH SPC", "UMLAUT\u00e4\u00f6" })
        {
            Assert.ThrowsExactly<ArgumentException>(() => new ModelFormat(signature, 1, 0), signature);
        }
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new ModelFormat("SOMETHIN", 0, 0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new ModelFormat("SOMETHIN", 1, 65536));
    }

    [TestMethod]
    public void A_signature_unpacks_from_the_headers_little_endian_bytes()
    {
        var packed = BitConverter.ToUInt64(Encoding.ASCII.GetBytes("SOMETHIN"));
        Assert.AreEqual("SOMETHIN", ModelFormat.UnpackSignature(packed));
    }
}

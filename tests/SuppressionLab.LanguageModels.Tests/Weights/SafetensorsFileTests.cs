using System.Buffers.Binary;
using System.Text;
using SuppressionLab.LanguageModels.Weights;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.LanguageModels.Tests.Weights;

[TestClass]
public class SafetensorsFileTests
{
    [TestMethod]
    public void What_is_written_is_read()
    {
        using var folder = new TemporaryFolder();
        float[] values = [1, -2.5f, float.MaxValue, float.Epsilon, 0, -0f];
        SafetensorsFile.Write(
            folder["x.safetensors"],
            [new("a", [2, 3], values), new("empty", [0, 4], default), new("scalar", [], new float[] { 7 })]);
        var read = SafetensorsFile.Read(folder["x.safetensors"]);
        Assert.HasCount(3, read);
        CollectionAssert.AreEqual(new long[] { 2, 3 }, read["a"].Shape);
        CollectionAssert.AreEqual(values, read["a"].Values.ToArray());
        Assert.AreEqual(0, read["empty"].Values.Length);
        CollectionAssert.AreEqual(new float[] { 7 }, read["scalar"].Values.ToArray());
    }

    [TestMethod]
    public void The_bytes_are_those_of_the_format()
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, [new("w", [2], new[] { 1f, 2f })]);
        var bytes = stream.ToArray();
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        Assert.AreEqual(0, length % 8);
        Assert.AreEqual(
            """{"__metadata__":{"format":"pt"},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""",
            Encoding.UTF8.GetString(bytes, 8, length).TrimEnd(' '));
        CollectionAssert.AreEqual(new byte[] { 0, 0, 0x80, 0x3f, 0, 0, 0, 0x40 }, bytes[(8 + length)..]);
    }

    [TestMethod]
    public void Half_and_brain_floats_are_converted_exactly()
    {
        // 1.5 and -2 in IEEE half (0x3E00, 0xC000) and in bfloat16 (0x3FC0, 0xC000).
        var read = Read(
            """{"h":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"b":{"dtype":"BF16","shape":[2],"data_offsets":[4,8]}}""",
            [0x00, 0x3E, 0x00, 0xC0, 0xC0, 0x3F, 0x00, 0xC0]);
        CollectionAssert.AreEqual(new[] { 1.5f, -2f }, read["h"].Values.ToArray());
        CollectionAssert.AreEqual(new[] { 1.5f, -2f }, read["b"].Values.ToArray());
    }

    [TestMethod]
    [DataRow("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "does not fill")]
    [DataRow("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,12]}}""", "does not fill")]
    [DataRow("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", "overlap or leave a gap")]
    [DataRow("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "truncated or has a tail")]
    [DataRow("""{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", "truncated or has a tail")]
    [DataRow("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"v":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "overlap")]
    [DataRow("""{"w":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}""", "too large")]
    [DataRow("""{"w":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,8]}}""", "does not fill")]
    [DataRow("""{"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "shape[0]")]
    [DataRow("""{"w":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", "shape[0]")]
    [DataRow("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", "begin and an end")]
    [DataRow("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", "begin and an end")]
    [DataRow("""{"w":{"dtype":"F32","shape":[2]}}""", "data_offsets")]
    [DataRow("""{"w":{"dtype":"F31","shape":[2],"data_offsets":[0,8]}}""", "F31")]
    [DataRow("""{"w":{"shape":[2],"data_offsets":[0,8]}}""", "dtype")]
    [DataRow("""{"w":3}""", "'w'")]
    [DataRow("""[1]""", "not a JSON object")]
    [DataRow("""{"w":""", "not valid JSON")]
    [DataRow("""{"__metadata__":{"a":1}}""", "__metadata__.a")]
    [DataRow("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "twice")]
    public void A_header_that_lies_is_refused(string header, string reason)
    {
        var error = Assert.ThrowsExactly<InputException>(() => Read(header, new byte[8]));
        StringAssert.Contains(error.Message, reason);
        StringAssert.StartsWith(error.Message, "test:");
    }

    [TestMethod]
    [DataRow(0UL)]
    [DataRow(9UL)]
    [DataRow(200_000_000UL)]
    [DataRow(ulong.MaxValue)]
    public void A_header_length_beyond_the_file_is_refused_before_allocation(ulong length)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        using var stream = new MemoryStream(bytes);
        Assert.ThrowsExactly<InputException>(() => SafetensorsFile.Read(stream, "test"));
        using var shorter = new MemoryStream(bytes[..7]);
        Assert.ThrowsExactly<InputException>(() => SafetensorsFile.Read(shorter, "test"));
    }

    [TestMethod]
    public void Damaged_files_are_refused_or_read_but_never_fail_otherwise()
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, [new("a", [2, 2], new float[4]), new("b", [3], new float[3])]);
        var original = stream.ToArray();
        var random = RandomKey.FromSeed(1).Open();
        for (var i = 0; i < 3000; i++)
        {
            var bytes = original[..(i % 3 == 0 ? random.NextInt32(original.Length) : original.Length)];
            for (var j = random.NextInt32(4); j >= 0 && bytes.Length > 0; j--)
            {
                bytes[random.NextInt32(bytes.Length)] = (byte)random.NextInt32(256);
            }
            try
            {
                using var damaged = new MemoryStream(bytes);
                SafetensorsFile.Read(damaged, "test");
            }
            catch (InputException)
            {
                // The only way to refuse.
            }
        }
    }

    [TestMethod]
    public void A_missing_file_is_named()
    {
        StringAssert.Contains(
            Assert.ThrowsExactly<InputException>(() => SafetensorsFile.Read("/nowhere/x.safetensors")).Message, "/nowhere/x.safetensors");
    }

    private static IReadOnlyDictionary<string, SafetensorsTensor> Read(string header, byte[] data)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + json.Length + data.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, json.Length);
        json.CopyTo(bytes, 8);
        data.CopyTo(bytes, 8 + json.Length);
        using var stream = new MemoryStream(bytes);
        return SafetensorsFile.Read(stream, "test");
    }
}

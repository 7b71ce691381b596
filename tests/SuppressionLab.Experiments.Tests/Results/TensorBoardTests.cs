using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using SuppressionLab.Experiments.Results.TensorBoard;

namespace SuppressionLab.Experiments.Tests.Results;

[TestClass]
public sealed class TensorBoardTests
{
    [TestMethod]
    public void Every_training_has_a_folder_with_the_losses_of_its_artefact()
    {
        var histories = Directory.EnumerateFiles(FinishedRun.File("artefacts"), "history.json", SearchOption.AllDirectories)
            .Select(file => JsonNode.Parse(File.ReadAllText(file))!).ToList();
        Assert.HasCount(3, histories);
        CollectionAssert.AreEquivalent(
            histories.Select(h => $"{h["model"]}-{h["method"]}-{h["amount"]}-{h["seed"]}").ToArray(),
            Directory.GetDirectories(FinishedRun.File("tensorboard")).Select(Path.GetFileName).ToArray());
        foreach (var history in histories)
        {
            var folder = Path.Combine(FinishedRun.File("tensorboard"), $"{history["model"]}-{history["method"]}-{history["amount"]}-{history["seed"]}");
            var events = Read(Directory.GetFiles(folder).Single());
            Assert.AreEqual("brain.Event:2", events[0].FileVersion);
            var points = history["points"]!.AsArray();
            AssertScalars(points, "loss", events, "loss/training");
            AssertScalars(points, "evaluationLoss", events, "loss/evaluation");
            AssertScalars(points, "learningRate", events, "learning-rate");
            Assert.AreEqual(events.Count - 1, events.Count(e => e.Tag is "loss/training" or "loss/evaluation" or "learning-rate"));
        }
    }

    [TestMethod]
    public void The_same_scalars_give_the_same_bytes_and_times_are_kept()
    {
        using var folder = new TemporaryFolder();
        var time = new DateTime(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc);
        foreach (var name in new[] { "a", "b" })
        {
            EventFile.Write(folder.File(name), time, [(1, "x", 0.5), (1L << 40, "x", double.PositiveInfinity), (3, "y", double.NaN)]);
        }
        CollectionAssert.AreEqual(File.ReadAllBytes(folder.File("a")), File.ReadAllBytes(folder.File("b")));
        var events = Read(folder.File("a"));
        Assert.IsTrue(events.All(e => e.WallTime == new DateTimeOffset(time).ToUnixTimeSeconds()));
        CollectionAssert.AreEqual(new[] { 0, 1, 1L << 40, 3 }, events.Select(e => e.Step).ToArray());
        CollectionAssert.AreEqual(new float?[] { null, 0.5f, float.PositiveInfinity, float.NaN }, events.Select(e => e.Value).ToArray());
    }

    private static void AssertScalars(JsonArray points, string field, List<EventRead> events, string tag) => CollectionAssert.AreEqual(
        points.Where(p => p![field] is not null).Select(p => (p!["step"]!.GetValue<long>(), (float)p[field]!.GetValue<double>())).ToArray(),
        events.Where(e => e.Tag == tag).Select(e => (e.Step, e.Value!.Value)).ToArray(), tag);

    /// <summary>Reads records by the format's description: https://www.tensorflow.org/tutorials/load_data/tfrecord.</summary>
    private static List<EventRead> Read(string path)
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        var events = new List<EventRead>();
        while (bytes.Length > 0)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            Assert.AreEqual(Masked(bytes[..8]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]), "checksum of the length");
            var data = bytes.Slice(12, length);
            Assert.AreEqual(Masked(data), BinaryPrimitives.ReadUInt32LittleEndian(bytes[(12 + length)..]), "checksum of the data");
            events.Add(Event(data));
            bytes = bytes[(16 + length)..];
        }
        return events;
    }

    /// <summary>event.proto: 1 wall_time (double), 2 step (varint), 3 file_version, 5 summary; summary.proto: 1 value; 1 tag, 2 simple_value (float).</summary>
    private static EventRead Event(ReadOnlySpan<byte> data)
    {
        var read = new EventRead();
        foreach (var (field, value) in Fields(data))
        {
            switch (field)
            {
                case 1: read.WallTime = BitConverter.ToDouble(value); break;
                case 2: read.Step = BitConverter.ToInt64(value); break;
                case 3: read.FileVersion = Encoding.UTF8.GetString(value); break;
                case 5:
                    foreach (var (inner, part) in Fields(Fields(value).Single(f => f.Field == 1).Value))
                    {
                        if (inner == 1)
                        {
                            read.Tag = Encoding.UTF8.GetString(part);
                        }
                        else if (inner == 2)
                        {
                            read.Value = BitConverter.ToSingle(part);
                        }
                    }
                    break;
            }
        }
        return read;
    }

    private static List<(int Field, byte[] Value)> Fields(ReadOnlySpan<byte> data)
    {
        var fields = new List<(int, byte[])>();
        var at = 0;
        while (at < data.Length)
        {
            var key = Variable(data, ref at);
            var length = (key & 7) switch { 1 => 8, 5 => 4, 2 => (int)Variable(data, ref at), _ => -1 };
            fields.Add(((int)(key >> 3), length < 0 ? BitConverter.GetBytes(Variable(data, ref at)) : data.Slice(at, length).ToArray()));
            at += Math.Max(length, 0);
        }
        return fields;
    }

    private static ulong Variable(ReadOnlySpan<byte> data, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = data[at++];
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
            {
                return value;
            }
        }
    }

    /// <summary>CRC-32C bit by bit, from its polynomial.</summary>
    private static uint Masked(ReadOnlySpan<byte> data)
    {
        var crc = 0xffffffffu;
        foreach (var one in data)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x82f63b78;
            }
        }
        crc = ~crc;
        return unchecked(((crc >> 15) | (crc << 17)) + 0xa282ead8);
    }

    private sealed class EventRead
    {
        public double WallTime { get; set; }

        public long Step { get; set; }

        public string? FileVersion { get; set; }

        public string? Tag { get; set; }

        public float? Value { get; set; }
    }
}

using System.Buffers.Binary;
using System.Numerics;
using Google.Protobuf;
using SuppressionLab.Primitives.Files;
using Tensorboard;

namespace SuppressionLab.Experiments.Results.TensorBoard;

/// <summary>
/// Files of scalars for TensorBoard: protobuf events framed as TFRecords. TorchSharp's <c>SummaryWriter</c> puts the time, the
/// machine and the process into names and events and grows its file as it goes; here the same scalars give the same bytes, in
/// a file that is whole or absent. The messages are TorchSharp's.
/// </summary>
internal static class EventFile
{
    /// <summary>The file's name; TensorBoard looks for <c>tfevents</c> and reads what is behind it as a time and a host.</summary>
    public const string Name = "events.out.tfevents.0000000000.suppressionlab";

    // What files of events must begin with.
    private const string FileVersion = "brain.Event:2";

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="completed">The time of all events, in UTC: that of the training's end, which is all that is recorded.</param>
    /// <param name="scalars">Steps with a tag and a value each, in the order of steps.</param>
    public static void Write(string path, DateTime completed, IEnumerable<(long Step, string Tag, double Value)> scalars)
    {
        var time = (completed - DateTime.UnixEpoch).TotalSeconds;
        AtomicFile.Write(path, stream =>
        {
            WriteRecord(stream, new Event { WallTime = time, FileVersion = FileVersion });
            foreach (var (step, tag, value) in scalars)
            {
                var summary = new Summary { Value = { new Summary.Types.Value { Tag = tag, SimpleValue = (float)value } } };
                WriteRecord(stream, new Event { WallTime = time, Step = step, Summary = summary });
            }
        });
    }

    /// <summary>Length, checksum of the length, data, checksum of the data.</summary>
    private static void WriteRecord(Stream stream, Event record)
    {
        var data = record.ToByteArray();
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, data.Length);
        stream.Write(length);
        WriteChecksum(stream, length);
        stream.Write(data);
        WriteChecksum(stream, data);
    }

    /// <summary>CRC-32C (Castagnoli), masked as TFRecords have it, so that a checksum of checksums is not trivial.</summary>
    private static void WriteChecksum(Stream stream, ReadOnlySpan<byte> data)
    {
        var checksum = ~0u;
        foreach (var one in data)
        {
            checksum = BitOperations.Crc32C(checksum, one);
        }
        Span<byte> masked = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(masked, unchecked(BitOperations.RotateRight(~checksum, 15) + 0xa282ead8));
        stream.Write(masked);
    }
}

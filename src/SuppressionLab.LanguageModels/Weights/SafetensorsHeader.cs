using System.Text.Json;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.LanguageModels.Weights;

/// <summary>
/// The header of a safetensors file (github.com/huggingface/safetensors, "Format"): names, types, shapes and byte
/// ranges. Checked in full before anything is read or allocated: the ranges must tile the data without gap or overlap.
/// </summary>
internal sealed class SafetensorsHeader
{
    private const int MaximumRank = 8;

    private SafetensorsHeader(IReadOnlyList<Entry> entries, IReadOnlyDictionary<string, string> metadata)
    {
        Entries = entries;
        Metadata = metadata;
    }

    /// <summary>The tensors in the order of their bytes.</summary>
    public IReadOnlyList<Entry> Entries { get; }

    /// <summary>The free texts under <c>__metadata__</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Parses and checks.</summary>
    /// <param name="json">The header's bytes.</param>
    /// <param name="dataLength">The number of bytes after the header.</param>
    /// <param name="source">What to call the file in messages.</param>
    /// <exception cref="InputException">Anything is not as the format says.</exception>
    public static SafetensorsHeader Parse(ReadOnlyMemory<byte> json, long dataLength, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new InputException($"{source}: the header is not a JSON object");
            }
            var entries = new List<Entry>();
            var names = new HashSet<string>();
            var metadata = new Dictionary<string, string>();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (!names.Add(property.Name))
                {
                    throw new InputException($"{source}: tensor '{property.Name}' appears twice");
                }
                if (property.Name == "__metadata__")
                {
                    ReadMetadata(property.Value, metadata, source);
                }
                else
                {
                    entries.Add(ReadEntry(property, source));
                }
            }
            entries.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
            CheckTiling(entries, dataLength, source);
            return new SafetensorsHeader(entries, metadata);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new InputException($"{source}: the header is not valid JSON: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    private static void ReadMetadata(JsonElement value, Dictionary<string, string> metadata, string source)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new InputException($"{source}: __metadata__ is not a JSON object of texts");
        }
        foreach (var item in value.EnumerateObject())
        {
            metadata[item.Name] = item.Value.ValueKind == JsonValueKind.String
                ? item.Value.GetString()!
                : throw new InputException($"{source}: __metadata__.{item.Name} is not a text");
        }
    }

    private static Entry ReadEntry(JsonProperty property, string source)
    {
        var where = $"{source}: tensor '{property.Name}'";
        if (property.Value.ValueKind != JsonValueKind.Object)
        {
            throw new InputException($"{where}: not a JSON object");
        }
        var type = property.Value.TryGetProperty("dtype", out var dtype) && dtype.ValueKind == JsonValueKind.String
            ? dtype.GetString()!
            : throw new InputException($"{where}: dtype is missing or not a text");
        var shape = ReadIntegers(property.Value, "shape", MaximumRank, where);
        var offsets = ReadIntegers(property.Value, "data_offsets", 2, where);
        if (offsets.Length != 2 || offsets[0] > offsets[1])
        {
            throw new InputException($"{where}: data_offsets are not a begin and an end");
        }
        var entry = new Entry(property.Name, type, shape, CountOf(shape, where), offsets[0], offsets[1]);
        var size = SafetensorsTypes.SizeOf(type, where);
        if (entry.Count > (entry.End - entry.Begin) / size || entry.Count * size != entry.End - entry.Begin)
        {
            throw new InputException(
                $"{where}: shape [{string.Join(", ", shape)}] of {type} does not fill {entry.End - entry.Begin} bytes");
        }
        return entry;
    }

    private static long[] ReadIntegers(JsonElement tensor, string name, int maximum, string where)
    {
        if (!tensor.TryGetProperty(name, out var array) || array.ValueKind != JsonValueKind.Array
            || array.GetArrayLength() > maximum)
        {
            throw new InputException($"{where}: {name} is not an array of at most {maximum} integers");
        }
        var values = new long[array.GetArrayLength()];
        for (var i = 0; i < values.Length; i++)
        {
            if (array[i].ValueKind != JsonValueKind.Number || !array[i].TryGetInt64(out values[i]) || values[i] < 0)
            {
                throw new InputException($"{where}: {name}[{i}] is not an integer of 0 or more");
            }
        }
        return values;
    }

    private static long CountOf(long[] shape, string where)
    {
        try
        {
            return shape.Contains(0) ? 0 : shape.Aggregate(1L, (product, size) => checked(product * size));
        }
        catch (OverflowException error)
        {
            throw new InputException($"{where}: shape [{string.Join(", ", shape)}] is too large", error);
        }
    }

    private static void CheckTiling(List<Entry> entries, long dataLength, string source)
    {
        long position = 0;
        foreach (var entry in entries)
        {
            if (entry.Begin != position)
            {
                throw new InputException(
                    $"{source}: tensor '{entry.Name}' begins at byte {entry.Begin} of the data, not at {position}: "
                    + "tensors overlap or leave a gap");
            }
            position = entry.End;
        }
        if (position != dataLength)
        {
            throw new InputException(
                $"{source}: the tensors need {position} bytes but {dataLength} are there: the file is truncated or has a tail");
        }
    }

    /// <summary>One tensor of the header.</summary>
    internal sealed record Entry(string Name, string Type, long[] Shape, long Count, long Begin, long End);
}

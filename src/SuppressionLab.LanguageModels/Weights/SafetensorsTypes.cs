using System.Buffers.Binary;
using System.Runtime.InteropServices;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.LanguageModels.Weights;

/// <summary>The number types that are read: F32 as it is, F16 and BF16 converted to float32 exactly.</summary>
internal static class SafetensorsTypes
{
    public static int SizeOf(string type, string where) => type switch
    {
        "F32" or "I32" or "U32" => 4,
        "F16" or "BF16" or "I16" or "U16" => 2,
        "BOOL" or "U8" or "I8" => 1,
        "F64" or "I64" or "U64" => 8,
        _ => throw new InputException($"{where}: dtype {type} is not supported; F32, F16 and BF16 are"),
    };

    public static bool IsReadable(string type) => type is "F32" or "F16" or "BF16";

    public static void Convert(string type, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        switch (type)
        {
            case "F32" when BitConverter.IsLittleEndian:
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values);
                break;
            case "F32":
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
                }
                break;
            case "F16":
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]);
                }
                break;
            default:
                for (var i = 0; i < values.Length; i++)
                {
                    var high = (uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) << 16;
                    values[i] = BitConverter.UInt32BitsToSingle(high);
                }
                break;
        }
    }
}

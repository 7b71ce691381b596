using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SuppressionLab.Primitives.Randomness;

/// <summary>
/// The name of a random stream: a 128-bit value derived from one root seed by names and indices. Equal derivations
/// give equal streams on every machine and in every order, so that item i of a dataset is a pure function of (seed, i).
/// </summary>
/// <param name="High">The upper 64 bits.</param>
/// <param name="Low">The lower 64 bits.</param>
public readonly record struct RandomKey(ulong High, ulong Low)
{
    /// <summary>The key of a root seed.</summary>
    public static RandomKey FromSeed(ulong seed) => new(0x53757070724C6162, seed);

    /// <summary>The key of a named stream below this one (SHA-256 of this key and the name).</summary>
    public RandomKey Derive(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = Encoding.UTF8.GetBytes(name);
        var bytes = new byte[16 + text.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, High);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), Low);
        text.CopyTo(bytes, 16);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes, hash);
        return new RandomKey(
            BinaryPrimitives.ReadUInt64LittleEndian(hash), BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]));
    }

    /// <summary>The key of item <paramref name="index"/> below this one; cheap enough for one call a document.</summary>
    public RandomKey Derive(long index)
    {
        var high = Mix(High ^ Mix(unchecked((ulong)index + 0x9E3779B97F4A7C15UL)));
        return new RandomKey(high, Mix(unchecked(Low + high)));
    }

    /// <summary>A new stream at its beginning.</summary>
    public RandomStream Open() => new(this);

    /// <summary>The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection that avalanches.</summary>
    internal static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}

namespace SuppressionLab.Interop.Persistence;

/// <summary>How one kind of transformer is stored inside an ML.NET model file.</summary>
/// <remarks>
/// A file records the version that wrote it. A reader takes files of its own major version that are not newer than
/// itself: raise the minor version when a field is added (and read older files), the major one when old files can no
/// longer be read.
/// </remarks>
public sealed record ModelFormat
{
    /// <summary>Creates a format.</summary>
    /// <param name="signature">Exactly 8 ASCII characters, unique among our transformers, stable for ever.</param>
    /// <param name="major">The major version, from 1 to 65535.</param>
    /// <param name="minor">The minor version, from 0 to 65535.</param>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public ModelFormat(string signature, int major, int minor)
    {
        ArgumentNullException.ThrowIfNull(signature);
        if (signature.Length != 8 || signature.Any(c => c is <= ' ' or > '~'))
        {
            throw new ArgumentException($"'{signature}' must be exactly 8 printable ASCII characters.", nameof(signature));
        }
        ArgumentOutOfRangeException.ThrowIfLessThan(major, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(major, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfNegative(minor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minor, ushort.MaxValue);
        Signature = signature;
        Major = major;
        Minor = minor;
    }

    /// <summary>Eight ASCII characters that name the kind of transformer.</summary>
    public string Signature { get; }

    /// <summary>The major version: files of another one are refused.</summary>
    public int Major { get; }

    /// <summary>The minor version: files of a newer one are refused.</summary>
    public int Minor { get; }

    /// <summary>The version as ML.NET's header stores it.</summary>
    internal uint Packed => ((uint)Major << 16) | (uint)Minor;

    /// <summary>The signature as ML.NET's header stores it: eight bytes, the first one lowest.</summary>
    internal static string UnpackSignature(ulong value) =>
        string.Create(8, value, (text, v) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = (char)((v >> (8 * i)) & 0xFF);
            }
        });

    /// <summary>Checks that a file of the given version can be read.</summary>
    /// <exception cref="FormatException">It cannot; the message has both versions.</exception>
    internal void CheckReadable(uint written)
    {
        var (major, minor) = ((int)(written >> 16), (int)(written & 0xFFFF));
        if (major == Major && minor <= Minor)
        {
            return;
        }
        var age = written > Packed ? "newer" : "older";
        throw new FormatException(
            $"the model's part '{Signature}' has format version {major}.{minor}, {age} than the versions {Major}.0 to "
            + $"{Major}.{Minor} that this version of SuppressionLab reads");
    }
}

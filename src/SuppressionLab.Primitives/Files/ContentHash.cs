using System.Security.Cryptography;
using System.Text;

namespace SuppressionLab.Primitives.Files;

/// <summary>SHA-256 of files and texts as 64 lower-case hexadecimal characters.</summary>
public static class ContentHash
{
    /// <summary>The hash of a file's bytes.</summary>
    public static string OfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>The hash of a text's UTF-8 bytes.</summary>
    public static string OfText(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

using System.Runtime.InteropServices;
using SuppressionLab.Primitives.Files;

namespace SuppressionLab.LanguageModels.Native;

/// <summary>
/// A copy of TorchSharp's Linux shim that loads with a libstdc++ older than GCC 13's. The shim names version
/// <c>GLIBCXX_3.4.32</c> but no relocation uses it, so the copy marks that need weak and changes nothing else.
/// </summary>
internal static class ShimCache
{
    /// <summary>The version that the shim names.</summary>
    public const string Version = "GLIBCXX_3.4.32";

    private const long MaximumShimBytes = 256L << 20;

    /// <summary>Whether this machine's libstdc++ has the version.</summary>
    public static bool IsNeeded()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad("libstdc++.so.6", out var library))
        {
            return false;
        }
        // The one function that came with the version (GCC 13): version names themselves have no address.
        return !NativeLibrary.TryGetExport(library, "_ZSt21ios_base_library_initv", out _);
    }

    /// <summary>The copy's path; made on first use, in a folder named by the shim's hash.</summary>
    /// <param name="shim">The shim as its package ships it.</param>
    /// <param name="cacheFolder">The folder that holds all copies.</param>
    /// <exception cref="TorchLoadException">The shim is not as expected, or the folder cannot be written.</exception>
    public static string Weakened(string shim, string cacheFolder)
    {
        var folder = Path.Combine(cacheFolder, ContentHash.OfFile(shim)[..16]);
        var copy = Path.Combine(folder, Path.GetFileName(shim));
        var image = WeakenedImage(shim);
        if (!File.Exists(copy) || !IsSame(copy, image))
        {
            Write(copy, image);
        }
        return copy;
    }

    /// <summary><c>$XDG_CACHE_HOME/suppressionlab/native</c>, else below <c>~/.cache</c>, else a temporary folder.</summary>
    public static string DefaultFolder()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(cache) || !Path.IsPathRooted(cache))
        {
            var home = Environment.GetEnvironmentVariable("HOME");
            cache = string.IsNullOrEmpty(home)
                ? Path.Combine(Path.GetTempPath(), $"suppressionlab-{Environment.UserName}")
                : Path.Combine(home, ".cache");
        }
        return Path.Combine(cache, "suppressionlab", "native");
    }

    private static byte[] WeakenedImage(string shim)
    {
        var length = new FileInfo(shim).Length;
        if (length > MaximumShimBytes)
        {
            throw new TorchLoadException($"{shim}: {length} bytes; TorchSharp's shim has at most {MaximumShimBytes}");
        }
        var image = File.ReadAllBytes(shim);
        try
        {
            ElfVersionNeeds.Weaken(image, Version);
            return image;
        }
        catch (InvalidDataException error)
        {
            throw new TorchLoadException(
                $"{shim}: {error.Message}; the file is damaged or for another architecture: restore the packages again",
                error);
        }
    }

    // A truncated or foreign file under the copy's name must not be loaded; the shim is 2 MB, so comparing is cheap.
    private static bool IsSame(string copy, byte[] image) =>
        new FileInfo(copy).Length == image.Length && File.ReadAllBytes(copy).AsSpan().SequenceEqual(image);

    private static void Write(string copy, byte[] image)
    {
        try
        {
            AtomicFile.Write(copy, stream => stream.Write(image));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TorchLoadException(
                $"{Path.GetDirectoryName(copy)}: cannot be written ({error.Message.ReplaceLineEndings(" ")}); TorchSharp's "
                + $"shim needs {Version}, which this machine's libstdc++ lacks, and a corrected copy goes there: "
                + "set XDG_CACHE_HOME to a writable folder, or install libstdc++ of GCC 13 or newer",
                error);
        }
    }
}

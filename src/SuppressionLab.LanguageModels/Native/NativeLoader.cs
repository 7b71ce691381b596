using System.Runtime.InteropServices;

namespace SuppressionLab.LanguageModels.Native;

/// <summary>Finds and loads libtorch and TorchSharp's shim, by full path and before TorchSharp looks for them.</summary>
/// <param name="folders">Where native libraries may lie, in order.</param>
/// <param name="externalLibTorch">The value of <c>SUPPRESSIONLAB_LIBTORCH</c>, or null.</param>
/// <param name="cacheFolder">Where a corrected copy of the shim goes.</param>
/// <param name="names">The files' names.</param>
/// <param name="loaderPath">The folders that the dynamic linker searches first (<c>LD_LIBRARY_PATH</c>), or null.</param>
internal sealed class NativeLoader(
    IReadOnlyList<string> folders, string? externalLibTorch, string cacheFolder, NativeNames names, string? loaderPath = null)
{
    /// <summary>The environment variable that names an external libtorch.</summary>
    public const string Variable = "SUPPRESSIONLAB_LIBTORCH";

    /// <summary>The folder that libtorch comes from.</summary>
    /// <exception cref="TorchLoadException">None, two, or an incomplete one.</exception>
    public string LibTorchFolder()
    {
        var packaged = NativeFolders.Find(folders, names.Required[1]);
        if (string.IsNullOrEmpty(externalLibTorch))
        {
            return packaged is null
                ? throw new TorchLoadException(
                    $"{names.Required[1]} is in none of the application's folders ({string.Join(", ", folders)}): build "
                    + $"the executable with -p:TorchBackend=cpu, or set {Variable} to the folder of a libtorch 2.10")
                : Unmixed(Complete(Path.GetDirectoryName(packaged)!, "restore the libtorch package again"));
        }
        if (packaged is not null)
        {
            throw new TorchLoadException(
                $"{Variable} is set but a packaged libtorch lies in {Path.GetDirectoryName(packaged)}; two in one process "
                + $"crash: unset {Variable}, or build with -p:TorchBackend=none");
        }
        return Complete(ExternalFolder(externalLibTorch), $"set {Variable} to a libtorch install or its lib folder");
    }

    /// <summary>The shim's path, with a corrected copy in its place where libstdc++ is too old.</summary>
    /// <exception cref="TorchLoadException">It is missing, damaged, or its copy cannot be written.</exception>
    public string Shim()
    {
        var shim = NativeFolders.Find(folders, names.Shim) ?? throw new TorchLoadException(
            $"{names.Shim} is in none of the application's folders ({string.Join(", ", folders)}): the TorchSharp package "
            + $"has no native part for {RuntimeInformation.RuntimeIdentifier}, or was not copied to the output");
        return ShimCache.IsNeeded() ? ShimCache.Weakened(shim, cacheFolder) : shim;
    }

    /// <summary>Loads everything.</summary>
    /// <returns>What was loaded, in one line.</returns>
    /// <exception cref="TorchLoadException">Something is missing or does not load; the message says what to do.</exception>
    public string Load()
    {
        var folder = LibTorchFolder();
        var shim = Shim();
        foreach (var name in names.Required)
        {
            LoadFile(Path.Combine(folder, name));
        }
        foreach (var name in names.Optional.Where(name => File.Exists(Path.Combine(folder, name))))
        {
            LoadFile(Path.Combine(folder, name));
        }
        LoadFile(Path.Combine(folder, names.Torch));
        LoadFile(shim);
        return $"libtorch in {folder}, shim {shim}";
    }

    private string Complete(string folder, string remedy)
    {
        var missing = names.AllRequired.Where(name => !File.Exists(Path.Combine(folder, name))).ToArray();
        return missing.Length == 0
            ? folder
            : throw new TorchLoadException($"{folder} lacks {string.Join(", ", missing)}: {remedy}");
    }

    /// <summary>
    /// The linker resolves the packaged libraries' own needs through its search path first: another libtorch there would
    /// be mixed with the packaged one without a word.
    /// </summary>
    private string Unmixed(string packaged)
    {
        var other = (loaderPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(Path.GetFullPath)
            .FirstOrDefault(folder => folder != packaged && names.AllRequired.Any(name => File.Exists(Path.Combine(folder, name))));
        return other is null
            ? packaged
            : throw new TorchLoadException(
                $"LD_LIBRARY_PATH holds another libtorch, {other}, beside the packaged one in {packaged}; the two would mix: "
                + $"take it out of LD_LIBRARY_PATH, or build with -p:TorchBackend=none and set {Variable}={other}");
    }

    private string ExternalFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new TorchLoadException($"{Variable} names {path}, which is not a folder: name a libtorch install");
        }
        var library = Path.GetFullPath(Path.Combine(path, "lib"));
        return File.Exists(Path.Combine(library, names.Required[0])) ? library : Path.GetFullPath(path);
    }

    private static void LoadFile(string path)
    {
        try
        {
            NativeLibrary.Load(path);
        }
        catch (BadImageFormatException error)
        {
            throw new TorchLoadException(
                $"{path} is for another architecture than this {RuntimeInformation.ProcessArchitecture} process: use the "
                + $"package or libtorch for {RuntimeInformation.RuntimeIdentifier}",
                error);
        }
        catch (DllNotFoundException error)
        {
            throw new TorchLoadException($"{path} does not load: {Reason(error.Message, path)}", error);
        }
    }

    private static string Reason(string message, string path)
    {
        var lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var line = lines.FirstOrDefault(text => text.Contains(path) && !text.StartsWith("Unable to load", StringComparison.Ordinal))
            ?? lines.FirstOrDefault() ?? "no reason given";
        return line.Contains("ELF") || line.Contains("file too short")
            ? $"{line} (damaged or for another architecture: restore the packages for {RuntimeInformation.RuntimeIdentifier})"
            : line;
    }
}

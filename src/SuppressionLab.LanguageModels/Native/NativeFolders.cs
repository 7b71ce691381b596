using System.Runtime.InteropServices;

namespace SuppressionLab.LanguageModels.Native;

/// <summary>Where a .NET application's native libraries can lie.</summary>
internal static class NativeFolders
{
    /// <summary>
    /// The folders to look in, in order and without repetition: the host's native search directories, the
    /// application's folder and the folder of TorchSharp's managed assembly, each with its runtimes sub-folder.
    /// </summary>
    public static IReadOnlyList<string> Candidates()
    {
        var folders = new List<string>();
        if (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") is string directories)
        {
            folders.AddRange(directories.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
        }
        AddWithRuntimes(folders, AppContext.BaseDirectory);
        var assembly = typeof(TorchSharp.torch).Assembly.Location;
        if (assembly.Length > 0)
        {
            AddWithRuntimes(folders, Path.GetDirectoryName(assembly)!);
        }
        return [.. folders.Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))).Distinct()];
    }

    /// <summary>The first of the folders that holds a file, or null.</summary>
    public static string? Find(IEnumerable<string> folders, string file) =>
        folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    private static void AddWithRuntimes(List<string> folders, string folder)
    {
        folders.Add(folder);
        folders.Add(Path.Combine(folder, "runtimes", PortableRuntime(), "native"));
    }

    private static string PortableRuntime()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }
}

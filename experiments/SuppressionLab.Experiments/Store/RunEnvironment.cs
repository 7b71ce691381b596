using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace SuppressionLab.Experiments.Store;

/// <summary>The software and machine of this process, recorded in manifests and reports; never part of a key.</summary>
internal static class RunEnvironment
{
    private static readonly Lazy<SortedDictionary<string, string>> s_packages = new(ReadPackages);

    /// <summary>The version of the code: the package's, and the commit that it was built from.</summary>
    public static string CodeVersion { get; } = VersionOf(typeof(RunEnvironment).Assembly);

    /// <summary>A mark of this very build: the same sources give the same one.</summary>
    public static string Build { get; } = typeof(RunEnvironment).Assembly.ManifestModule.ModuleVersionId.ToString("N");

    /// <summary>Versions of the packages that it runs on, by name.</summary>
    public static IReadOnlyDictionary<string, string> Packages => s_packages.Value;

    /// <summary>Names and values, sorted by name.</summary>
    public static SortedDictionary<string, string> Describe() => new(StringComparer.Ordinal)
    {
        ["suppressionlab"] = CodeVersion,
        ["runtime"] = RuntimeInformation.FrameworkDescription,
        ["system"] = RuntimeInformation.OSDescription,
        ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
        ["processors"] = Environment.ProcessorCount.ToString(),
        ["machine"] = Environment.MachineName,
        ["packages"] = string.Join("; ", Packages.Select(package => $"{package.Key} {package.Value}")),
    };

    /// <summary>What the build wrote down beside the program; the assemblies at hand where it is gone.</summary>
    private static SortedDictionary<string, string> ReadPackages()
    {
        var packages = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var path = Path.Combine(AppContext.BaseDirectory, $"{typeof(RunEnvironment).Assembly.GetName().Name}.deps.json");
        if (File.Exists(path) && JsonNode.Parse(File.ReadAllText(path))?["libraries"] is JsonObject libraries)
        {
            foreach (var (library, about) in libraries.Where(pair => pair.Value?["type"]?.GetValue<string>() == "package"))
            {
                var slash = library.IndexOf('/');
                packages[library[..slash]] = library[(slash + 1)..];
            }
            return packages;
        }
        packages["TorchSharp"] = VersionOf(typeof(TorchSharp.torch).Assembly);
        packages["Microsoft.ML"] = VersionOf(typeof(Microsoft.ML.MLContext).Assembly);
        return packages;
    }

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? assembly.GetName().Version?.ToString() ?? "unknown";
}

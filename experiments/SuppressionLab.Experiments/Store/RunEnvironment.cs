using System.Reflection;
using System.Runtime.InteropServices;

namespace SuppressionLab.Experiments.Store;

/// <summary>The software and machine of this process, recorded in manifests and reports; never part of a key.</summary>
internal static class RunEnvironment
{
    /// <summary>Names and values, sorted by name.</summary>
    public static SortedDictionary<string, string> Describe() => new(StringComparer.Ordinal)
    {
        ["suppressionlab"] = VersionOf(typeof(RunEnvironment).Assembly),
        ["runtime"] = RuntimeInformation.FrameworkDescription,
        ["system"] = RuntimeInformation.OSDescription,
        ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
        ["processors"] = Environment.ProcessorCount.ToString(),
        ["torchsharp"] = VersionOf(typeof(TorchSharp.torch).Assembly),
        ["microsoft.ml"] = VersionOf(typeof(Microsoft.ML.MLContext).Assembly),
    };

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? assembly.GetName().Version?.ToString() ?? "unknown";
}

using SuppressionLab.Tests.Shared;

namespace SuppressionLab.Packages.Tests.Packing;

/// <summary>A folder of the packages, made once from the libraries as the tests were built with them.</summary>
[TestClass]
public static class PackageFeed
{
    /// <summary>A version of the tests' own, so that no other package of the name can stand in.</summary>
    internal const string Version = "0.1.0-test";

    private static readonly Lazy<TemporaryFolder> Packed = new(Pack);

    /// <summary>The libraries that make packages.</summary>
    internal static IReadOnlyList<string> Ids { get; } =
    [
        "SuppressionLab", "SuppressionLab.Generators", "SuppressionLab.Interop", "SuppressionLab.LanguageModels",
        "SuppressionLab.Laws", "SuppressionLab.Primitives", "SuppressionLab.Reporting",
    ];

    /// <summary>The folder.</summary>
    internal static string Folder => Packed.Value.Path;

    /// <summary>The path of a package.</summary>
    internal static string Package(string id, string extension = "nupkg") => Path.Combine(Folder, $"{id}.{Version}.{extension}");

    /// <summary>Removes the folder.</summary>
    [AssemblyCleanup]
    public static void Remove()
    {
        if (Packed.IsValueCreated)
        {
            Packed.Value.Dispose();
        }
    }

    // Nothing is built here, and nothing written below the repository: other projects may be building at the same time.
    private static TemporaryFolder Pack()
    {
        var folder = new TemporaryFolder();
        var result = ProcessResult.Of(
            "dotnet", Repository.Root, "pack", "SuppressionLab.sln", "--no-build", "--no-restore", "-c", Repository.Configuration,
            "-o", folder.Path, $"-p:PackageVersion={Version}", $"-p:NuspecOutputPath={folder.File("nuspec")}").Succeeded();
        Assert.DoesNotContain("warn", result.Output, result.Output);
        return folder;
    }
}

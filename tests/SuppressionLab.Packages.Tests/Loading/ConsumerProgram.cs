using System.Runtime.InteropServices;
using SuppressionLab.Packages.Tests.Packing;
using SuppressionLab.Tests.Shared;

namespace SuppressionLab.Packages.Tests.Loading;

/// <summary>
/// The consumer's project in a folder outside the repository, restored with the machine's own NuGet configuration and the
/// feed of this run. Its packages of ours go to a folder of its own; all others come from the machine's, as they are.
/// </summary>
internal sealed class ConsumerProgram : IDisposable
{
    private static readonly Lazy<string> MachinePackages = new(FindMachinePackages);
    private readonly TemporaryFolder _folder = new();

    public ConsumerProgram()
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Consumer");
        foreach (var file in new[] { "Program.cs", "ScoreBits.cs" })
        {
            File.Copy(Path.Combine(source, file), _folder.File(file));
        }
        var project = File.ReadAllText(Path.Combine(source, "Consumer.csproj.txt"))
            .Replace("VERSION", PackageFeed.Version).Replace("LIBTORCH", LibTorchPackage());
        File.WriteAllText(_folder.File("Consumer.csproj"), project);
    }

    /// <summary>A path below the output folder.</summary>
    public string Output(params string[] path) => Path.Combine([_folder.Path, "bin", "Debug", "net10.0", .. path]);

    /// <summary>Restores and builds, without a warning.</summary>
    public void Build(params string[] arguments) => ProcessResult.Of(
        "dotnet",
        _folder.Path,
        [
            "build", $"-p:RestoreAdditionalProjectSources={PackageFeed.Folder}",
            $"-p:RestorePackagesPath={_folder.File("packages")}", $"-p:RestoreFallbackFolders={MachinePackages.Value}",
            // libtorch is half a gigabyte.
            "-p:CreateHardLinksForCopyLocalIfPossible=true", .. arguments,
        ]).Succeeded();

    /// <summary>Runs the program and compares what it prints.</summary>
    public void MustPrint(IEnumerable<string> expected, string program, params string[] arguments)
    {
        var environment = new Dictionary<string, string> { ["OMP_NUM_THREADS"] = "1", ["MKL_NUM_THREADS"] = "1" };
        var result = ProcessResult.With(environment, program, _folder.Path, arguments).Succeeded();
        Assert.AreEqual(string.Join('\n', expected), result.Output.ReplaceLineEndings("\n").Trim());
    }

    public void Dispose() => _folder.Dispose();

    private static string LibTorchPackage() =>
        OperatingSystem.IsWindows() ? "libtorch-cpu-win-x64"
        : OperatingSystem.IsMacOS() ? "libtorch-cpu-osx-arm64"
        : "libtorch-cpu-linux-x64";

    private static string FindMachinePackages() => ProcessResult
        .Of("dotnet", Path.GetTempPath(), "nuget", "locals", "global-packages", "--list").Succeeded()
        .Output.Split("global-packages:")[1].Trim();
}

using System.Text.Json.Nodes;

namespace SuppressionLab.Experiments.Tests.Solution;

[TestClass]
public sealed class TorchBackendTests
{
    [TestMethod]
    [DataRow("cuda-windows", "TorchSharp-cuda-windows")]
    [DataRow("cuda-linux", "TorchSharp-cuda-linux")]
    [DataRow("none", null)]
    public void The_property_chooses_the_native_package_of_executables(string backend, string? package)
    {
        var native = Packages("experiments/SuppressionLab.Experiments", $"-p:TorchBackend={backend}").Where(IsNative).ToList();
        CollectionAssert.AreEqual(package is null ? [] : new List<string> { package }, native);
    }

    [TestMethod]
    public void By_default_an_executable_gets_libtorch_for_this_system_alone()
    {
        var native = Packages("experiments/SuppressionLab.Experiments").Where(IsNative).ToList();
        Assert.AreEqual(1, native.Count);
        var system = OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsWindows() ? "win" : "osx";
        StringAssert.StartsWith(native[0], $"libtorch-cpu-{system}");
    }

    [TestMethod]
    public void Libraries_reference_the_managed_package_alone()
    {
        Assert.AreEqual(0, Packages("src/SuppressionLab.LanguageModels").Where(IsNative).Count());
        Assert.AreEqual(0, Packages("src/SuppressionLab").Where(IsNative).Count());
    }

    private static bool IsNative(string package) =>
        package.StartsWith("libtorch", StringComparison.Ordinal) || package.StartsWith("TorchSharp-", StringComparison.Ordinal);

    private static List<string> Packages(string project, params string[] properties)
    {
        var result = ProcessResult.Of("dotnet", Repository.Root, ["msbuild", project, "-getItem:PackageReference", .. properties]);
        Assert.AreEqual(0, result.Code, result.Output);
        return JsonNode.Parse(result.Output)!["Items"]!["PackageReference"]!.AsArray()
            .Select(item => item!["Identity"]!.GetValue<string>()).ToList();
    }
}

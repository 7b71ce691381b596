using SuppressionLab.Tests.Shared;

namespace SuppressionLab.Samples.Tests;

/// <summary>A sample's program, which lies in the tests' output, run in a folder of its own.</summary>
internal static class Sample
{
    /// <summary>Runs a sample with one torch thread: the networks are small, and several tests share the machine.</summary>
    public static ProcessResult Run(TemporaryFolder folder, string name, params string[] arguments) => ProcessResult.With(
        new() { ["OMP_NUM_THREADS"] = "1", ["MKL_NUM_THREADS"] = "1" },
        Path.Combine(AppContext.BaseDirectory, name), folder.Path, arguments).Succeeded();

    /// <summary>A sample's source.</summary>
    public static string Source(string name) =>
        File.ReadAllText(Repository.At($"experiments/samples/{name}/Program.cs")).ReplaceLineEndings("\n");
}

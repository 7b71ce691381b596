using System.Diagnostics;
using SuppressionLab.Primitives.Files;

namespace SuppressionLab.Primitives.Tests.Files;

[TestClass]
public sealed class LeftoversTests
{
    [TestMethod]
    public void What_a_dead_process_left_is_removed_and_what_a_living_one_writes_is_kept()
    {
        using var folder = new TemporaryFolder();
        var dead = NumberOfAnEndedProcess();
        var deadFile = Path.Combine(folder.Path, $"curves.csv.{dead}-0123.partial");
        var deadFolder = Directory.CreateDirectory(Path.Combine(folder.Path, "deep", $"abc.{dead}-0123.partial")).FullName;
        var living = Path.Combine(folder.Path, $"fits.json.{Environment.ProcessId}-0123.partial");
        var foreign = Path.Combine(folder.Path, "notes.partial");
        var nested = Path.Combine(deadFolder, $"model.{dead}-4567.partial");
        foreach (var file in new[] { deadFile, Path.Combine(deadFolder, "model"), nested, living, foreign })
        {
            File.WriteAllText(file, "half");
        }

        Leftovers.Remove(folder.Path);

        Assert.IsFalse(File.Exists(deadFile));
        Assert.IsFalse(Directory.Exists(deadFolder));
        Assert.IsTrue(File.Exists(living));
        Assert.IsTrue(File.Exists(foreign));
    }

    private static int NumberOfAnEndedProcess()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["--version"]) { RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.Id;
    }
}

using System.Diagnostics;
using SuppressionLab.Primitives.Files;

namespace SuppressionLab.Primitives.Tests.Files;

[TestClass]
public sealed class LeftoversTests
{
    private static readonly string s_here = AtomicFile.Machine;

    [TestMethod]
    public void What_a_dead_process_left_is_removed_and_what_a_living_one_writes_is_kept()
    {
        using var folder = new TemporaryFolder();
        var dead = NumberOfAnEndedProcess();
        var deadFile = Path.Combine(folder.Path, $"curves.csv.{s_here}-{dead}-0123.partial");
        var deadFolder = Directory.CreateDirectory(Path.Combine(folder.Path, "deep", $"abc.{s_here}-{dead}-0123.partial")).FullName;
        var living = Path.Combine(folder.Path, $"fits.json.{s_here}-{Environment.ProcessId}-0123.partial");
        var elsewhere = Path.Combine(folder.Path, $"fits.json.{s_here}x-{dead}-0123.partial");
        var foreign = Path.Combine(folder.Path, "notes.partial");
        var nested = Path.Combine(deadFolder, $"model.{s_here}-{dead}-4567.partial");
        foreach (var file in new[] { deadFile, Path.Combine(deadFolder, "model"), nested, living, elsewhere, foreign })
        {
            File.WriteAllText(file, "half");
        }
        Assert.IsTrue(Leftovers.IsLeftOver(deadFile));
        Assert.IsFalse(Leftovers.IsLeftOver(living));

        Leftovers.Remove(folder.Path);

        Assert.IsFalse(File.Exists(deadFile));
        Assert.IsFalse(Directory.Exists(deadFolder));
        Assert.IsTrue(File.Exists(living));
        Assert.IsTrue(File.Exists(elsewhere), "a process of another machine cannot be asked for");
        Assert.IsTrue(File.Exists(foreign));
    }

    [TestMethod]
    public void What_was_left_of_one_target_is_removed_alone()
    {
        using var folder = new TemporaryFolder();
        var dead = NumberOfAnEndedProcess();
        var (own, other) = (folder.Path + $"/abc.{s_here}-{dead}-0.partial", folder.Path + $"/abcd.{s_here}-{dead}-0.partial");
        File.WriteAllText(own, "half");
        File.WriteAllText(other, "half");
        Leftovers.RemoveOf(folder.Path, "abc");
        Assert.IsFalse(File.Exists(own));
        Assert.IsTrue(File.Exists(other));
    }

    [TestMethod]
    public void What_is_being_written_has_a_name_that_is_known()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.Write(Path.Combine(folder.Path, "a.txt"), stream =>
        {
            var temporary = Directory.EnumerateFiles(folder.Path).Single();
            Leftovers.Remove(folder.Path);
            Assert.IsTrue(File.Exists(temporary), "its process lives");
            StringAssert.StartsWith(Path.GetFileName(temporary), $"a.txt.{s_here}-{Environment.ProcessId}-");
        });
    }

    private static int NumberOfAnEndedProcess()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["--version"]) { RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.Id;
    }
}

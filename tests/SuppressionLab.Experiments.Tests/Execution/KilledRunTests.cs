using System.Diagnostics;

namespace SuppressionLab.Experiments.Tests.Execution;

/// <summary>Kills the program itself, as an operating system would, and runs it again.</summary>
[TestClass]
public sealed class KilledRunTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [TestMethod]
    [DataRow("pretraining")]
    [DataRow("suppression")]
    public void A_run_killed_in_the_middle_of_training_goes_on_to_the_same_curves(string kind)
    {
        using var folder = new TemporaryFolder();
        var plan = SmallPlan.Write(folder, p =>
        {
            p["pretraining"]!["documents"] = 100;
            p["suppression"]!["amounts"] = new System.Text.Json.Nodes.JsonArray(0, 40);
        });
        Assert.AreEqual(0, CommandResult.Of("run", plan, "--out", folder.File("whole")).Code);

        KillOnceACheckpointIsThere(plan, folder.File("killed"), kind);
        Assert.IsFalse(File.Exists(folder.File("killed/curves.csv")), "it was killed before its end");
        Assert.IsFalse(Directory.Exists(folder.File($"killed/artefacts/{kind}"))
            && Directory.EnumerateFiles(folder.File($"killed/artefacts/{kind}"), "manifest.json", SearchOption.AllDirectories).Any(),
            $"it was killed within {kind}");

        var resumed = CommandResult.Of("run", plan, "--out", folder.File("killed"));
        Assert.AreEqual(0, resumed.Code, resumed.Error);
        CollectionAssert.AreEqual(
            File.ReadAllBytes(folder.File("whole/curves.csv")), File.ReadAllBytes(folder.File("killed/curves.csv")));
        RunComparison.RequireEqualTables(folder.File("whole"), folder.File("killed"));
        CollectionAssert.AreEqual(EventFiles(folder.File("whole")), EventFiles(folder.File("killed")), "no step twice, but times of their own");
        Assert.IsFalse(Directory.EnumerateFileSystemEntries(folder.File("killed"), "*.partial", SearchOption.AllDirectories).Any(),
            "nothing half-written is left");
    }

    private static List<string> EventFiles(string run) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(run, "tensorboard"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(run, file)}: {new FileInfo(file).Length} bytes"),
    ];

    private static void KillOnceACheckpointIsThere(string plan, string run, string kind)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "SuppressionLab.Experiments"), ["run", plan, "--out", run])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            WaitForACheckpoint(process, run, kind);
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    private static void WaitForACheckpoint(Process process, string run, string kind)
    {
        var clock = Stopwatch.StartNew();
        var work = Path.Combine(run, "work");
        while (!Directory.Exists(work) || !Directory.EnumerateDirectories(work, $"{kind}-*")
            .Any(folder => File.Exists(Path.Combine(folder, "training", "trainer.json"))))
        {
            Assert.IsFalse(process.HasExited, "the run ended before it could be killed");
            Assert.IsTrue(clock.Elapsed < Patience, $"no checkpoint of {kind} within {Patience}");
        }
    }
}

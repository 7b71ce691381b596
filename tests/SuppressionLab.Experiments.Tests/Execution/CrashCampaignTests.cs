using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.Experiments.Tests.Execution;

/// <summary>
/// A sweep of twelve cells, killed at random moments, out of space, or with a store that cannot be written, ends in the
/// tables of the uninterrupted one. SUPPRESSIONLAB_CRASHES says how many runs are killed (2 unless set).
/// </summary>
[TestClass]
[TestCategory("Slow")]
[OSCondition(OperatingSystems.Linux)]
[SupportedOSPlatform("linux")]
public sealed class CrashCampaignTests
{
    private const int KillsOfARun = 3;
    private const int MostTries = 12;

    private static TemporaryFolder s_folder = null!;
    private static TimeSpan s_whole;

    public TestContext TestContext { get; set; } = null!;

    private static int Crashes => int.TryParse(Environment.GetEnvironmentVariable("SUPPRESSIONLAB_CRASHES"), CultureInfo.InvariantCulture, out var n) ? n : 2;

    [ClassInitialize]
    public static void RunUninterrupted(TestContext _)
    {
        s_folder = new TemporaryFolder();
        var clock = Stopwatch.StartNew();
        var whole = LabProcess.Run(Sweep("whole"));
        s_whole = clock.Elapsed;
        Assert.AreEqual(0, whole.Code, whole.Error);
        RunComparison.RequireCleanStore(s_folder.File("whole"));
    }

    [ClassCleanup]
    public static void Remove() => s_folder?.Dispose();

    [TestMethod]
    public void Runs_killed_at_random_moments_and_resumed_end_in_the_same_tables()
    {
        var random = RandomKey.FromSeed(20_261_123).Derive("kills").Open();
        var kills = 0;
        for (var run = 0; run < Crashes; run++)
        {
            var name = $"killed-{run}";
            var own = 0;
            for (var tries = 0; own < KillsOfARun && tries < MostTries; tries++)
            {
                if (Kill(name, random.NextDouble() * s_whole))
                {
                    own++;
                }
                else if (own == 0)
                {
                    // The moment came after its end: it begins again.
                    Directory.Delete(s_folder.File(name), recursive: true);
                }
            }
            Assert.IsTrue(own > 0, "it was killed");
            var resumed = LabProcess.Run(Sweep(name));
            Assert.AreEqual(0, resumed.Code, resumed.Error);
            RunComparison.RequireEqualTables(s_folder.File("whole"), s_folder.File(name));
            RunComparison.RequireCleanStore(s_folder.File(name));
            Directory.Delete(s_folder.File(name), recursive: true);
            kills += own;
        }
        TestContext.WriteLine($"{Crashes} runs of {s_whole.TotalSeconds:0} s, {kills} kills");
    }

    [TestMethod]
    [DataRow(0.2)]
    [DataRow(0.5)]
    [DataRow(0.8)]
    public void A_run_that_fills_its_disk_says_so_and_goes_on_once_there_is_space(double share)
    {
        var bytes = Directory.EnumerateFiles(s_folder.File("whole"), "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
        using var disk = new SmallDisk(s_folder.File("disk"), (long)(share * bytes));
        var full = LabProcess.Run(Sweep("disk/run"));
        Assert.AreEqual(1, full.Code, full.Error);
        RequireOneLine(full, "No space left on device");
        Assert.IsEmpty(Directory.EnumerateFileSystemEntries(s_folder.File("disk"), "*.partial", SearchOption.AllDirectories));
        disk.Remount($"size={4 * bytes}");
        RequireResumed("disk/run");
    }

    [TestMethod]
    public void A_store_that_cannot_be_written_is_left_as_it_is_and_a_finished_one_can_be_read()
    {
        using var disk = new SmallDisk(s_folder.File("disk"), 1L << 30);
        Assert.IsTrue(Kill("disk/run", 0.5 * s_whole), "killed half-way");
        disk.Remount("ro");
        var before = Files("disk");
        var refused = LabProcess.Run(Sweep("other", "disk/run"));
        Assert.AreEqual(1, refused.Code, refused.Error);
        RequireOneLine(refused, "Read-only file system");
        CollectionAssert.AreEqual(before, Files("disk"));
        disk.Remount("rw");
        RequireResumed("disk/run");

        disk.Remount("ro");
        before = Files("disk");
        var read = LabProcess.Run(Sweep("reader", "disk/run"));
        Assert.AreEqual(0, read.Code, read.Error);
        RunComparison.RequireEqualTables(s_folder.File("whole"), s_folder.File("reader"));
        CollectionAssert.AreEqual(before, Files("disk"));
    }

    private static string[] Sweep(string run, string? store = null) =>
        ["run", "sweep", "--out", s_folder.File(run), .. store is null ? Array.Empty<string>() : ["--store", s_folder.File(store)]];

    private static bool Kill(string run, TimeSpan after)
    {
        using var lab = new LabProcess(Sweep(run));
        return lab.KillAfter(after);
    }

    private static void RequireResumed(string run)
    {
        var resumed = LabProcess.Run(Sweep(run));
        Assert.AreEqual(0, resumed.Code, resumed.Error);
        RunComparison.RequireEqualTables(s_folder.File("whole"), s_folder.File(run));
        RunComparison.RequireCleanStore(s_folder.File(run));
    }

    private static void RequireOneLine(CommandResult result, string what)
    {
        Assert.HasCount(1, result.Error.TrimEnd().Split('\n'), result.Error);
        StringAssert.Contains(result.Error, what);
    }

    private static List<string> Files(string folder) =>
        [.. Directory.EnumerateFiles(s_folder.File(folder), "*", SearchOption.AllDirectories)
            .Select(file => $"{file} {new FileInfo(file).Length} {File.GetLastWriteTimeUtc(file).Ticks}").Order(StringComparer.Ordinal)];
}

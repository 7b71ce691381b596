using SuppressionLab.Experiments.Execution;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;

namespace SuppressionLab.Experiments.Tests.Store;

[TestClass]
public sealed class ArtefactStoreTests
{
    [TestMethod]
    public void One_flipped_bit_anywhere_is_found_and_its_file_named()
    {
        using var folder = new TemporaryFolder();
        var (store, stage) = Made(folder);
        foreach (var file in Directory.EnumerateFiles(store.FolderOf(stage)))
        {
            var bytes = File.ReadAllBytes(file);
            for (var bit = 0; bit < 8 * bytes.Length; bit += 1 + (bytes.Length / 20))
            {
                var flipped = bytes.ToArray();
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                File.WriteAllBytes(file, flipped);
                Assert.IsFalse(new ArtefactStore(store.Root).Contains(stage, out var flaw), $"bit {bit} of {file}");
                StringAssert.Contains(flaw, file);
            }
            File.WriteAllBytes(file, bytes);
            Assert.IsTrue(new ArtefactStore(store.Root).Contains(stage), "as it was");
        }
    }

    [TestMethod]
    public void A_truncated_a_missing_a_foreign_and_a_misplaced_file_are_named()
    {
        using var folder = new TemporaryFolder();
        var (store, stage) = Made(folder);
        var file = Path.Combine(store.FolderOf(stage), TestStage.FileName);
        var bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, bytes[..^1]);
        Assert.AreEqual($"{file}: {bytes.Length - 1} bytes, not {bytes.Length}", FlawOf(store, stage));
        File.Delete(file);
        Assert.AreEqual($"{file}: missing", FlawOf(store, stage));
        File.WriteAllBytes(file, bytes);
        var foreign = Path.Combine(store.FolderOf(stage), "foreign.txt");
        File.WriteAllText(foreign, "");
        StringAssert.StartsWith(FlawOf(store, stage), $"{foreign}: a file that does not belong there");
        File.Delete(foreign);
        Assert.IsNull(FlawOf(store, stage));

        var other = new TestStage("other");
        Run(store, other);
        Directory.Delete(store.FolderOf(stage), recursive: true);
        Directory.Move(store.FolderOf(other), store.FolderOf(stage));
        StringAssert.Contains(FlawOf(store, stage), "not what its name says");
    }

    [TestMethod]
    public void Damage_that_kept_sizes_and_times_is_found_when_the_artefact_is_read_or_verified()
    {
        using var folder = new TemporaryFolder();
        var (store, stage) = Made(folder);
        Damage(store, stage);
        Assert.IsTrue(new ArtefactStore(store.Root).Contains(stage), "looked at, not read");
        Assert.ThrowsExactly<DamagedArtefactException>(() => new ArtefactStore(store.Root).Open(stage));

        var verifier = new ArtefactStore(store.Root);
        StringAssert.Contains(verifier.Verify(StoredArtefact.All(verifier).Single()), TestStage.FileName);
        Assert.IsFalse(new ArtefactStore(store.Root).Contains(stage), "what verify found is looked at again");
    }

    [TestMethod]
    public void A_stage_is_claimed_by_one_at_a_time_and_its_cost_includes_what_was_lost()
    {
        using var folder = new TemporaryFolder();
        var work = folder.File("work");
        using (var first = StageClaim.Take(work))
        {
            Assert.IsNotNull(first);
            Assert.IsNull(StageClaim.Take(work));
            Assert.IsFalse(StageClaim.IsFree(work));
        }
        Assert.IsTrue(StageClaim.IsFree(work));
        File.WriteAllText(Path.Combine(work, StageClaim.FileName), """{"wallSeconds":100,"cpuSeconds":50,"attempts":3}""");
        using var second = StageClaim.Take(work)!;
        Assert.AreEqual(4, second.Cost.Attempts);
        Assert.IsTrue(second.Cost is { WallSeconds: >= 100 and < 200, CpuSeconds: >= 50 and < 150 });
    }

    [TestMethod]
    public void A_claim_torn_by_a_kill_is_taken_all_the_same()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("claim.json"), """{"wallSec""");
        using var claim = StageClaim.Take(folder.Path);
        Assert.AreEqual(1, claim!.Cost.Attempts);
    }

    [TestMethod]
    public void Collection_removes_what_no_run_needs_and_nothing_that_lives()
    {
        using var folder = new TemporaryFolder();
        var store = new ArtefactStore(folder.Path);
        var needed = new TestStage("needed");
        var stale = new TestStage("stale");
        Run(store, needed);
        Run(store, stale);
        var (living, killed) = (folder.File("work/test-00000000000000000001"), folder.File("work/test-00000000000000000002"));
        Directory.CreateDirectory(killed);
        File.WriteAllText(Path.Combine(killed, "checkpoint"), "x");
        Directory.CreateDirectory(folder.File("damaged/test-1"));
        RunReference[] references = [new RunReference(folder.Path, "plan", [ArtefactStore.NameOf(needed)])];
        using (StageClaim.Take(living))
        {
            Assert.AreEqual((1, 2), Counts(StoreCollector.Collect(store, references, dryRun: true)));
            Assert.IsTrue(store.Contains(stale), "a dry run removes nothing");
            Assert.AreEqual((1, 2), Counts(StoreCollector.Collect(store, references, dryRun: false)));
        }
        Assert.IsTrue(store.Contains(needed));
        Assert.IsFalse(store.Contains(stale));
        Assert.IsTrue(Directory.Exists(living));
        Assert.IsFalse(Directory.Exists(killed));
        Assert.IsEmpty(Directory.EnumerateFileSystemEntries(folder.File("damaged")));
    }

    [TestMethod]
    public void The_journal_says_what_was_made_and_a_torn_line_is_left_out()
    {
        using var folder = new TemporaryFolder();
        var (store, stage) = Made(folder);
        File.AppendAllText(Directory.EnumerateFiles(folder.File("journal")).Single(), """{"utc":"2026""");
        var entries = Journal.Read(store.Root);
        CollectionAssert.AreEqual(new[] { JournalEvent.Begun, JournalEvent.Stored }, entries.Select(entry => entry.Event).ToArray());
        Assert.IsTrue(entries.All(entry => entry.Key == stage.Key && entry.Process == Environment.ProcessId));
    }

    [TestMethod]
    public void A_process_is_taken_for_lost_only_after_a_minute_without_a_sign()
    {
        using var folder = new TemporaryFolder();
        var store = new ArtefactStore(folder.Path);
        var stage = new TestStage("a");
        var clock = new TestClock();
        var claims = new ForeignClaims(store, clock);
        var claim = folder.File($"work/test-{stage.Key[..20]}/{StageClaim.FileName}");
        Directory.CreateDirectory(Path.GetDirectoryName(claim)!);
        File.WriteAllText(claim, "");
        claims.Note(stage);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.IsFalse(claims.IsSilent(stage));
        File.SetLastWriteTimeUtc(claim, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        claims.Note(stage);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.IsFalse(claims.IsSilent(stage), "it had shown a sign");
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.IsTrue(claims.IsSilent(stage));
    }

    /// <summary>Flips a bit and puts the file's time back.</summary>
    internal static void Damage(ArtefactStore store, Stage stage)
    {
        var file = Path.Combine(store.FolderOf(stage), TestStage.FileName);
        var time = File.GetLastWriteTimeUtc(file);
        var bytes = File.ReadAllBytes(file);
        bytes[0] ^= 1;
        File.WriteAllBytes(file, bytes);
        File.SetLastWriteTimeUtc(file, time);
    }

    private static (int Artefacts, int Leftovers) Counts((int Artefacts, int Leftovers, long Bytes) removed) => (removed.Artefacts, removed.Leftovers);

    private static string? FlawOf(ArtefactStore store, Stage stage)
    {
        new ArtefactStore(store.Root).Contains(stage, out var flaw);
        return flaw;
    }

    private static (ArtefactStore Store, Stage Stage) Made(TemporaryFolder folder)
    {
        var store = new ArtefactStore(folder.Path);
        var stage = new TestStage("a");
        Run(store, stage);
        return (store, stage);
    }

    private static void Run(ArtefactStore store, Stage stage) =>
        Assert.AreEqual(MakeResult.Made, store.Make(stage, new StageRun(new Progress<StageProgress>(), CancellationToken.None)));
}

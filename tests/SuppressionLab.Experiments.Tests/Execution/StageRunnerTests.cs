using SuppressionLab.Experiments.Execution;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Store;
using SuppressionLab.Experiments.Tests.Store;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Tests.Execution;

[TestClass]
public sealed class StageRunnerTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly TestObserver _observer = new();

    [TestMethod]
    public void A_failed_stage_blocks_what_needs_it_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var root = new TestStage("root");
        var bad = new TestStage("bad", _ => throw new InvalidOperationException("broken\nsecond line"), root);
        var good = new TestStage("good", root);
        Stage[] targets = [new TestStage("after bad", new TestStage("next to bad", bad)), new TestStage("after good", good)];
        var outcome = Run(folder, 2, targets);
        var failure = outcome.Failures.Single();
        Assert.AreSame(bad, failure.Stage);
        Assert.AreEqual(FailureCause.Defect, failure.Cause);
        Assert.AreEqual("InvalidOperationException: broken", failure.Reason);
        Assert.AreEqual(1, failure.Attempts);
        CollectionAssert.AreEquivalent(new[] { "after bad", "next to bad" }, outcome.Blocked.Select(stage => stage.Title).ToArray());
        Assert.AreEqual((3, 0), (outcome.Made, outcome.Cached));
        CollectionAssert.IsSubsetOf(new[] { "failed bad", "blocked after bad", "made after good" }, _observer.Lines.ToArray());
        Assert.HasCount(3, outcome.Lost);

        var again = new StageRunner(new ArtefactStore(folder.Path), _observer, new RunLimits(1)).Run(targets, CancellationToken.None);
        Assert.AreEqual((0, 3), (again.Made, again.Cached), "what was made stays");
    }

    [TestMethod]
    public void A_passing_failure_is_tried_again_with_its_reason_and_given_up_in_the_end()
    {
        using var folder = new TemporaryFolder();
        var tries = 0;
        var passing = new TestStage("passing", _ => { if (++tries < 3) { throw new IOException($"try {tries}"); } });
        var lasting = new TestStage("lasting", _ => throw new IOException("always"));
        var outcome = Run(folder, 1, passing, lasting);
        Assert.AreEqual(3, tries);
        CollectionAssert.IsSubsetOf(new[] { "retry passing 1: try 1", "retry passing 2: try 2", "made passing" }, _observer.Lines.ToArray());
        Assert.AreEqual(3, outcome.Failures.Single().Attempts);
        Assert.AreEqual(FailureCause.Passing, outcome.Failures.Single().Cause);
    }

    [TestMethod]
    public void Wrong_input_is_not_tried_again()
    {
        using var folder = new TemporaryFolder();
        var tries = 0;
        var outcome = Run(folder, 1, new TestStage("wrong", _ => { tries++; throw new InputException("no"); }));
        Assert.AreEqual((1, FailureCause.Input), (tries, outcome.Failures.Single().Cause));
    }

    [TestMethod]
    [DataRow(28)]
    [DataRow(30)]
    public void A_store_that_cannot_be_written_ends_the_run_at_once(int code)
    {
        using var folder = new TemporaryFolder();
        var full = new TestStage("full", _ => throw new IOException("No space left on device", code));
        var error = Assert.ThrowsExactly<IOException>(() => Run(folder, 1, full, new TestStage("next")));
        Assert.AreEqual(code, error.HResult);
        CollectionAssert.DoesNotContain(_observer.Lines.ToArray(), "start next");
    }

    [TestMethod]
    public void The_first_failure_ends_the_run_where_that_is_wanted()
    {
        using var folder = new TemporaryFolder();
        var outcome = Run(folder, new RunLimits(1) { FailFast = true }, new TestStage("bad", _ => throw new InputException("no")), new TestStage("next"));
        Assert.AreEqual("next", outcome.Blocked.Single().Title);
    }

    [TestMethod]
    public void An_input_found_damaged_when_it_is_read_is_named_and_made_again()
    {
        using var folder = new TemporaryFolder();
        var input = new TestStage("input");
        Run(folder, 1, input);
        ArtefactStoreTests.Damage(new ArtefactStore(folder.Path), input);
        var reader = new TestStage("reader", input);
        var outcome = Run(folder, 2, reader);
        Assert.IsEmpty(outcome.Failures);
        Assert.AreEqual("readerinput", File.ReadAllText(Path.Combine(new ArtefactStore(folder.Path).Open(reader), TestStage.FileName)));
        Assert.IsTrue(_observer.Lines.Any(line => line.StartsWith("damaged input", StringComparison.Ordinal) && line.Contains(TestStage.FileName, StringComparison.Ordinal)));
        Assert.HasCount(1, Directory.EnumerateDirectories(folder.File("damaged")).ToList());
    }

    [TestMethod]
    public void An_input_that_cannot_be_made_again_fails_once_and_blocks_all_its_readers()
    {
        using var folder = new TemporaryFolder();
        var fail = false;
        var input = new TestStage("input", _ => { if (fail) { throw new InputException("gone"); } });
        Run(folder, 1, input);
        ArtefactStoreTests.Damage(new ArtefactStore(folder.Path), input);
        fail = true;
        var outcome = Run(folder, 1, new TestStage("a", input), new TestStage("b", input));
        Assert.AreSame(input, outcome.Failures.Single().Stage);
        CollectionAssert.AreEqual(new[] { "a", "b" }, outcome.Blocked.Select(stage => stage.Title).ToArray());
    }

    [TestMethod]
    public void Failures_are_listed_in_the_order_of_the_graph()
    {
        using var folder = new TemporaryFolder();
        using var second = new ManualResetEventSlim();
        // The first of the graph ends last.
        Stage[] bad = [
            new TestStage("first", _ => { Assert.IsTrue(second.Wait(s_patience)); throw new InputException("no"); }),
            new TestStage("second", _ => { second.Set(); throw new InputException("no"); })];
        CollectionAssert.AreEqual(bad, Run(folder, 2, bad).Failures.Select(failure => failure.Stage).ToArray());
    }

    [TestMethod]
    public void Two_runners_on_one_store_share_the_work_and_both_finish()
    {
        using var folder = new TemporaryFolder();
        var executions = 0;
        Stage[] Graph() => [.. Enumerable.Range(0, 8).Select(i => new TestStage($"leaf {i}", _ => Interlocked.Increment(ref executions),
            new TestStage("root", _ => Interlocked.Increment(ref executions))))];
        var outcomes = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
            new StageRunner(new ArtefactStore(folder.Path), new TestObserver(), new RunLimits(2)).Run(Graph(), CancellationToken.None))));
        Assert.IsTrue(outcomes.Wait(s_patience));
        Assert.AreEqual(9, executions, "each stage once");
        Assert.AreEqual(9, outcomes.Result.Sum(outcome => outcome.Made));
        Assert.IsTrue(outcomes.Result.All(outcome => outcome.Made + outcome.Cached == 9 && outcome.Failures.Count == 0));
        Assert.IsEmpty(Directory.EnumerateFileSystemEntries(folder.File("work")));
    }

    [TestMethod]
    public void A_slot_with_nothing_left_takes_from_another()
    {
        using var folder = new TemporaryFolder();
        using var both = new Barrier(2);
        var root = new TestStage("root");
        // Both wait in the queue of the slot that made their input; they end only if they run at the same time.
        TestStage Leaf(string name) => new(name, _ => Assert.IsTrue(both.SignalAndWait(s_patience)), root);
        Assert.IsEmpty(Run(folder, 2, Leaf("a"), Leaf("b")).Failures);
    }

    [TestMethod]
    public void A_slot_finishes_a_cell_before_it_begins_the_next()
    {
        using var folder = new TemporaryFolder();
        Stage[] targets = [.. "ab".Select(cell => new TestStage($"{cell}3", new TestStage($"{cell}2", new TestStage($"{cell}1"))))];
        Run(folder, 1, targets);
        CollectionAssert.AreEqual(new[] { "a1", "a2", "a3", "b1", "b2", "b3" },
            _observer.Lines.Where(line => line.StartsWith("start", StringComparison.Ordinal)).Select(line => line[6..]).ToArray());
    }

    [TestMethod]
    public void Memory_is_not_exceeded_and_a_stage_too_large_for_it_runs_by_itself()
    {
        using var folder = new TemporaryFolder();
        var (used, most, together) = (0.0, 0.0, false);
        var gate = new Lock();
        TestStage Needing(string name, double memory) => new(name, _ =>
        {
            lock (gate)
            {
                together |= used > 0 && used + memory > 10;
                used += memory;
                most = Math.Max(most, used);
            }
            Thread.Yield();
            lock (gate)
            {
                used -= memory;
            }
        }) { Memory = memory };
        var stages = Enumerable.Range(0, 30).Select(i => Needing($"{i}", 4)).Append(Needing("large", 50)).ToArray();
        Assert.IsEmpty(Run(folder, new RunLimits(4) { MemoryBytes = 10 }, stages).Failures);
        Assert.IsFalse(together);
        Assert.AreEqual(50, most);
    }

    [TestMethod]
    public void A_GPU_is_given_to_one_stage_at_a_time_and_two_GPUs_to_two()
    {
        using var folder = new TemporaryFolder();
        using var both = new Barrier(2);
        var inUse = new int[4];
        TestStage OnGpu(string name) => new(name, context =>
        {
            Assert.AreEqual(1, Interlocked.Increment(ref inUse[context.Gpu]));
            Assert.IsTrue(both.SignalAndWait(s_patience));
            Interlocked.Decrement(ref inUse[context.Gpu]);
        }) { Occupies = new StageNeeds("cuda", false) };
        var stages = Enumerable.Range(0, 6).Select(i => OnGpu($"{i}")).ToArray();
        Assert.IsEmpty(Run(folder, new RunLimits(4) { Gpus = [1, 3] }, stages).Failures);
    }

    [TestMethod]
    public void A_stage_that_must_be_alone_is()
    {
        using var folder = new TemporaryFolder();
        var (running, wrong) = (0, false);
        TestStage Counting(string name, bool alone) => new(name, _ =>
        {
            wrong |= Interlocked.Increment(ref running) > 1 && alone;
            Thread.Yield();
            wrong |= alone && Volatile.Read(ref running) > 1;
            Interlocked.Decrement(ref running);
        }) { Occupies = new StageNeeds("cpu", alone) };
        Assert.IsEmpty(Run(folder, 4, [.. Enumerable.Range(0, 30).Select(i => Counting($"{i}", i % 3 == 0))]).Failures);
        Assert.IsFalse(wrong);
    }

    [TestMethod]
    public void A_cancelled_run_leaves_what_is_finished_and_no_half_artefact()
    {
        using var folder = new TemporaryFolder();
        using var cancel = new CancellationTokenSource();
        var second = new TestStage("second", context => { cancel.Cancel(); context.Cancellation.ThrowIfCancellationRequested(); }, new TestStage("first"));
        Assert.ThrowsExactly<OperationCanceledException>(() =>
            new StageRunner(new ArtefactStore(folder.Path), _observer, new RunLimits(2)).Run([second], cancel.Token));
        Assert.HasCount(1, StoredArtefact.All(new ArtefactStore(folder.Path)));
        Assert.IsEmpty(Directory.EnumerateFileSystemEntries(folder.Path, "*.partial", SearchOption.AllDirectories));
    }

    private RunOutcome Run(TemporaryFolder folder, int slots, params Stage[] targets) => Run(folder, new RunLimits(slots), targets);

    private RunOutcome Run(TemporaryFolder folder, RunLimits limits, params Stage[] targets) =>
        new StageRunner(new ArtefactStore(folder.Path), _observer, limits).Run(targets, CancellationToken.None);
}

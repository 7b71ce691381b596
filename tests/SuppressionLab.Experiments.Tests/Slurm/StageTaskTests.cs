using SuppressionLab.Experiments.Commands;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Runs;
using SuppressionLab.Experiments.Slurm;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Experiments.Status;
using SuppressionLab.Experiments.Store;
using SuppressionLab.LanguageModels.Training;

namespace SuppressionLab.Experiments.Tests.Slurm;

[TestClass]
public sealed class StageTaskTests
{
    [TestMethod]
    public void A_task_makes_its_stage_and_no_other()
    {
        using var folder = new TemporaryFolder();
        var (run, documents) = (Begin(folder), new TestStage("documents", "d"));
        var training = new TestStage("training", "t", documents);
        Assert.AreEqual(ExitCode.Success, Work(run, documents));
        Assert.IsTrue(run.Store.Contains(documents));
        Assert.IsFalse(run.Store.Contains(training));
        Assert.AreEqual(ExitCode.Success, Work(run, training));
        Assert.AreEqual("td", File.ReadAllText(Path.Combine(run.Store.Open(training), TestStage.FileName)));
    }

    [TestMethod]
    public void A_second_copy_of_a_task_finds_its_stage_stored()
    {
        using var folder = new TemporaryFolder();
        var (run, stage) = (Begin(folder), new TestStage("documents", "d"));
        Assert.AreEqual(ExitCode.Success, Work(run, stage));
        Assert.AreEqual(ExitCode.Success, Work(Begin(folder), stage));
        Assert.AreEqual(1, Journal.Read(run.Store.Root).Count(entry => entry.Event == JournalEvent.Begun));
    }

    [TestMethod]
    public void A_failure_is_recorded_with_its_reason_and_blocks_what_needs_it()
    {
        using var folder = new TemporaryFolder();
        var run = Begin(folder);
        var training = new TestStage("training", "t", _ => throw new NonFiniteLossException(3, "loss", double.NaN, null));
        var curves = new TestStage("curves", "c", training);
        var fits = new TestStage("fits", "f", curves);
        var other = new TestStage("curves", "o");

        Assert.AreEqual(ExitCode.Failure, Work(run, training));
        Assert.AreEqual(ExitCode.Blocked, Work(run, curves));
        Assert.AreEqual(ExitCode.Blocked, Work(run, fits), "what a blocked stage would have made is missing too");
        Assert.AreEqual(ExitCode.Success, Work(run, other));

        var statuses = Statuses(run, [training, curves, fits, other]);
        CollectionAssert.AreEqual(
            new[] { StageState.Failed, StageState.Blocked, StageState.Blocked, StageState.Stored }, statuses.Select(s => s.State).ToArray());
        StringAssert.StartsWith(statuses[0].Detail, "step 3: the loss is NaN");
        Assert.AreEqual("non-finite-loss", statuses[0].Cause);
        StringAssert.Contains(statuses[1].Detail, "t");
    }

    [TestMethod]
    public void A_failure_is_forgotten_once_the_stage_is_made()
    {
        using var folder = new TemporaryFolder();
        var run = Begin(folder);
        Assert.AreEqual(ExitCode.Failure, Work(run, new TestStage("training", "t", _ => throw new InvalidOperationException("once"))));
        var again = new TestStage("training", "t");
        Assert.IsNotNull(new TaskFailures(run.Root).Find(again.Key));
        Assert.AreEqual(ExitCode.Success, Work(run, again));
        Assert.IsNull(new TaskFailures(run.Root).Find(again.Key));
    }

    [TestMethod]
    public void A_task_that_is_told_to_stop_stops()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var stage = new TestStage("training", "t");
        var run = Begin(folder);
        Assert.Throws<OperationCanceledException>(() => new StageTask(run, TextWriter.Null).Run(stage, stop.Token));
        Assert.IsFalse(run.Store.Contains(stage));
        Assert.IsNull(new TaskFailures(run.Root).Find(stage.Key), "being stopped is no failure");
    }

    [TestMethod]
    [DataRow("RUNNING", "Running", "Missing")]
    [DataRow("PENDING", "Waiting", "Missing")]
    [DataRow("TIMEOUT", "Ended", "Blocked")]
    [DataRow("CANCELLED", "Ended", "Blocked")]
    public void What_the_cluster_says_counts_for_what_is_not_stored(string state, string expected, string reader)
    {
        using var folder = new TemporaryFolder();
        var run = Begin(folder);
        var stored = new TestStage("documents", "d");
        var training = new TestStage("training", "t", stored);
        var curves = new TestStage("curves", "c", training);
        Work(run, stored);
        var tasks = new Dictionary<string, SlurmTask>
        {
            [stored.Key] = new(7, 0, state, 0, "n1", "None", "lab"),
            [training.Key] = new(8, 0, state, 1, "n1", "None", "lab"),
        };
        var statuses = RunStatus.Of([stored, training, curves], run.Store, _ => null, DateTime.MinValue, tasks);
        CollectionAssert.AreEqual(new[] { "Stored", expected, reader }, statuses.Select(s => s.State.ToString()).ToArray());
    }

    private static IReadOnlyList<StageStatus> Statuses(RunFolder run, IReadOnlyList<Stage> stages) =>
        RunStatus.Of(stages, run.Store, new TaskFailures(run.Root).Find, DateTime.MaxValue, new Dictionary<string, SlurmTask>());

    private static RunFolder Begin(TemporaryFolder folder) =>
        RunFolder.Begin(folder.File("run"), new ArtefactStore(folder.File("store")), PlanFile.Read("smoke"));

    private static int Work(RunFolder run, TestStage stage) => new StageTask(run, TextWriter.Null).Run(stage, CancellationToken.None);
}

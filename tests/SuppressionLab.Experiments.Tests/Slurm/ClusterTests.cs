using System.Globalization;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using SuppressionLab.Experiments.Runs;
using SuppressionLab.Experiments.Slurm;
using SuppressionLab.Experiments.Store;

namespace SuppressionLab.Experiments.Tests.Slurm;

/// <summary>Plans on a real Slurm: whatever happens to its nodes and jobs, the tables are those of the local engine.</summary>
[TestClass]
[TestCategory("Cluster")]
[OSCondition(OperatingSystems.Linux)]
[UnsupportedOSPlatform("windows")]
public sealed class ClusterTests
{
    private static TemporaryFolder s_folder = null!;
    private static SlurmCluster s_cluster = null!;
    private static string s_plan = null!;

    [ClassInitialize]
    public static void Start(TestContext _)
    {
        s_folder = new TemporaryFolder();
        s_cluster = new SlurmCluster();
        s_plan = SmallPlan.Write(s_folder, Shorten);
        Assert.AreEqual(0, CommandResult.Of("run", s_plan, "--out", s_folder.File("local")).Code);
    }

    [ClassCleanup]
    public static void Stop()
    {
        s_cluster?.Dispose();
        s_folder?.Dispose();
    }

    [TestMethod]
    public void A_plan_runs_to_the_tables_of_the_local_engine()
    {
        var run = Submit("whole", "--max-parallel", "2");
        var tasks = SlurmCluster.WaitForTheEnd(run);
        Assert.IsTrue(tasks.All(task => task.State == "COMPLETED"), SlurmCluster.Describe(run));
        RequireTheLocalTables(run);

        var status = CommandResult.Of("status", run);
        Assert.AreEqual(0, status.Code, status.Output + status.Error);
        StringAssert.Contains(status.Output, "stored");
        Assert.AreEqual(2, CommandResult.Of("submit", s_plan, "--out", run).Code, "a second submission into one folder is refused");
    }

    [TestMethod]
    public void A_node_that_crashes_in_mid_training_loses_nothing()
    {
        var run = Submit("crash");
        var task = SlurmCluster.InTheMiddleOf("pretraining", run);
        s_cluster.Crash(task.Node);
        try
        {
            var ended = SlurmCluster.WaitForTheEnd(run);
            var again = ended.Single(other => other.JobId == task.JobId && other.Index == task.Index);
            Assert.AreEqual(1, again.Restarts, "it was requeued");
            Assert.AreNotEqual(task.Node, again.Node, "on the other node");
        }
        finally
        {
            s_cluster.Revive(task.Node);
        }
        RequireTheLocalTables(run);
        Assert.IsTrue(Journal.Read(run).Count(entry => entry is { Event: JournalEvent.Begun, Kind: "pretraining" }) >= 2, "it had begun twice");
    }

    [TestMethod]
    public void A_job_that_outlives_its_nodes_daemon_and_its_second_copy_make_one_artefact()
    {
        var run = Submit("silent");
        var task = SlurmCluster.InTheMiddleOf("pretraining", run);
        // Stopped, so that it cannot end before Slurm has given up its node.
        var first = s_cluster.ProcessesOn(task.Node);
        Signal("STOP", first);
        try
        {
            s_cluster.Silence(task.Node);
            SlurmCluster.Until("a second copy", run, () => Find(run, task) is { State: "RUNNING", Restarts: 1 } copy && s_cluster.ProcessesOn(copy.Node).Count > 0);
            CollectionAssert.IsSubsetOf(first.ToList(), s_cluster.ProcessesOn(task.Node).ToList(), "the first copy is alive");
            Signal("CONT", first);
            SlurmCluster.WaitForTheEnd(run);
        }
        finally
        {
            s_cluster.Revive(task.Node);
        }
        RequireTheLocalTables(run);
    }

    [TestMethod]
    public void A_task_requeued_by_hand_goes_on_from_its_checkpoint()
    {
        var run = Submit("requeue");
        var task = SlurmCluster.InTheMiddleOf("suppression", run);
        s_cluster.Requeue(task);
        var ended = SlurmCluster.WaitForTheEnd(run);
        Assert.IsTrue(ended.Any(other => other.Restarts > 0), SlurmCluster.Describe(run));
        Assert.IsTrue(ended.All(other => other.State == "COMPLETED"), SlurmCluster.Describe(run));
        RequireTheLocalTables(run);
    }

    [TestMethod]
    public void A_cancelled_submission_resumes_to_the_same_tables()
    {
        var run = Submit("cancel");
        SlurmCluster.InTheMiddleOf("pretraining", run);
        Assert.AreEqual(2, CommandResult.Of("resume", run).Code, "nothing is resumed while jobs are alive");
        Assert.AreEqual(0, CommandResult.Of("cancel", run).Code);
        var ended = SlurmCluster.WaitForTheEnd(run);
        Assert.IsTrue(ended.Any(task => task.State == "CANCELLED"), SlurmCluster.Describe(run));
        var status = CommandResult.Of("status", run);
        Assert.AreEqual(1, status.Code, status.Output);
        StringAssert.Contains(status.Output, "CANCELLED");
        Assert.IsFalse(File.Exists(Path.Combine(run, RunOutputs.CurvesFile)), "it had not come to its end");
        var stored = Stored(run);

        var resumed = CommandResult.Of("resume", run);
        Assert.AreEqual(0, resumed.Code, resumed.Error);
        var remaining = Submission.Read(run).Arrays.SelectMany(array => array.Stages).ToList();
        Assert.IsFalse(remaining.Intersect(stored).Any(), "what was stored is not submitted again");
        SlurmCluster.WaitForTheEnd(run);
        RequireTheLocalTables(run);
    }

    [TestMethod]
    public void A_cell_that_fails_is_listed_and_the_others_finish()
    {
        using var folder = new TemporaryFolder();
        var plan = SmallPlan.Write(folder, p =>
        {
            Shorten(p);
            // At the second rate each step multiplies the weights by -99.
            p["suppression"]!["optimizer"]!["weightDecay"] = 10;
            p["axes"] = new JsonObject { ["suppression.optimizer.learningRate"] = new JsonArray(0.001, 10) };
        });
        Assert.AreEqual(1, CommandResult.Of("run", plan, "--out", folder.File("local")).Code);
        var run = folder.File("cluster");
        Assert.AreEqual(0, CommandResult.Of("submit", plan, "--out", run).Code);
        var ended = SlurmCluster.WaitForTheEnd(run);

        Assert.IsTrue(ended.Any(task => task.State == "FAILED"), SlurmCluster.Describe(run));
        var status = CommandResult.Of("status", run);
        Assert.AreEqual(1, status.Code, status.Output);
        var failed = status.Output.Split('\n').Single(line => line.StartsWith("failed: ", StringComparison.Ordinal));
        StringAssert.Contains(failed, "suppress");
        StringAssert.Contains(failed, "the loss is NaN");
        StringAssert.Contains(
            File.ReadAllText(Path.Combine(run, RunOutputs.ReportFile)), "the loss is NaN", "the report gives the reason");
        Assert.AreEqual(
            File.ReadAllText(folder.File($"local/{RunFailures.FileName}")), File.ReadAllText(Path.Combine(run, RunFailures.FileName)),
            "the same failures for the same reasons as on one machine");
        Assert.AreEqual("FAILED", ended.Single(task => task.Index is null).State, "the last job wrote a report with something missing");
        RunComparison.RequireEqualTables(folder.File("local"), run, "environment");
    }

    /// <summary>Few stages, with a pretraining long enough to be hit.</summary>
    private static void Shorten(JsonObject plan)
    {
        plan["pretraining"]!["documents"] = 400;
        plan["suppression"]!["amounts"] = new JsonArray(0, 40);
        plan["samples"] = null;
        plan["control"] = null;
    }

    private static string Submit(string name, params string[] more)
    {
        var run = s_folder.File(name);
        var submitted = CommandResult.Of(["submit", s_plan, "--engine", "slurm", "--out", run, .. more]);
        Assert.AreEqual(0, submitted.Code, submitted.Error);
        return run;
    }

    private static SlurmTask Find(string run, SlurmTask task) =>
        SlurmCluster.Tasks(run).Single(other => other.JobId == task.JobId && other.Index == task.Index);

    private static void Signal(string signal, IReadOnlyList<int> processes) => Assert.AreEqual(
        0, ProcessResult.Of("kill", Path.GetTempPath(), [$"-{signal}", .. processes.Select(id => id.ToString(CultureInfo.InvariantCulture))]).Code);

    private static HashSet<string> Stored(string run) =>
        [.. Journal.Read(run).Where(entry => entry.Event == JournalEvent.Stored).Select(entry => entry.Key)];

    /// <summary>The local run's tables, from artefacts each of which was made once, with nothing left of any that was not finished.</summary>
    private static void RequireTheLocalTables(string run)
    {
        RunComparison.RequireEqualTables(s_folder.File("local"), run, "environment");
        foreach (var events in Journal.Read(run).GroupBy(entry => entry.Key))
        {
            var kinds = events.Select(entry => entry.Event).ToList();
            Assert.AreEqual(1, kinds.Count(kind => kind == JournalEvent.Stored), $"{events.First().Kind}: {string.Join(", ", kinds)}");
            Assert.AreEqual(JournalEvent.Stored, kinds[^1], $"{events.First().Kind} was touched after it was complete: {string.Join(", ", kinds)}");
        }
        Assert.IsFalse(Directory.EnumerateFileSystemEntries(run, "*.partial", SearchOption.AllDirectories).Any(), "nothing half-written is left");
        Assert.IsFalse(Directory.EnumerateFileSystemEntries(Path.Combine(run, "work")).Any(), "no work is left");
    }
}

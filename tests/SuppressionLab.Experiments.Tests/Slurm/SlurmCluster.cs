using System.Diagnostics;
using SuppressionLab.Experiments.Slurm;

namespace SuppressionLab.Experiments.Tests.Slurm;

/// <summary>A real Slurm of two nodes with one CPU each (tests/slurm/cluster.sh), which this process and those that it starts see.</summary>
internal sealed class SlurmCluster : IDisposable
{
    private const string Configuration = "SLURM_CONF";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    private readonly TemporaryFolder _folder = new();

    public SlurmCluster()
    {
        try
        {
            Do("start");
        }
        catch
        {
            Dispose();
            throw;
        }
        Environment.SetEnvironmentVariable(Configuration, _folder.File("slurm.conf"));
    }

    /// <summary>A node dies with all its processes.</summary>
    public void Crash(string node) => Do("crash", node);

    /// <summary>A node's daemon dies, its jobs live on.</summary>
    public void Silence(string node) => Do("silence", node);

    public void Revive(string node) => Do("revive", node);

    /// <summary>The process ids of the jobs on a node.</summary>
    public IReadOnlyList<int> ProcessesOn(string node) =>
        [.. Do("jobs", node).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];

    /// <summary>Puts a task back into the queue by hand.</summary>
    public void Requeue(SlurmTask task) => Require(ProcessResult.Of("scontrol", _folder.Path, "requeue", $"{task.JobId}_{task.Index}"));

    public static IReadOnlyList<SlurmTask> Tasks(string run) => new SlurmClient().Tasks(Submission.Read(run));

    /// <summary>The task that makes a stage, once it has written a checkpoint.</summary>
    public static SlurmTask InTheMiddleOf(string kind, string run)
    {
        SlurmTask? found = null;
        Until($"a checkpoint of {kind}", run, () =>
        {
            if (!HasCheckpoint(kind, run))
            {
                return false;
            }
            var submission = Submission.Read(run);
            var array = submission.Arrays.Single(array => array.Name.Contains($".{kind}.", StringComparison.Ordinal));
            found = Tasks(run).FirstOrDefault(task => task.JobId == array.JobId && task.State == "RUNNING");
            return found is not null;
        });
        return found!;
    }

    /// <summary>Waits until none of the submission's jobs is alive.</summary>
    public static IReadOnlyList<SlurmTask> WaitForTheEnd(string run)
    {
        IReadOnlyList<SlurmTask> tasks = [];
        Until("the end of all jobs", run, () => (tasks = Tasks(run)).All(task => !task.IsAlive));
        return tasks;
    }

    /// <summary>Waits for a condition.</summary>
    public static void Until(string what, string run, Func<bool> holds)
    {
        var clock = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.IsTrue(clock.Elapsed < s_patience, $"{what}: not within {s_patience}\n{Describe(run)}");
            Thread.Sleep(100);
        }
    }

    /// <summary>What Slurm and the jobs say, for a failure's message.</summary>
    public static string Describe(string run)
    {
        var log = Path.Combine(run, Submission.LogFolder);
        var lines = Directory.Exists(log)
            ? Directory.EnumerateFiles(log).Order().SelectMany(file => File.ReadLines(file).TakeLast(3).Select(line => $"{Path.GetFileName(file)}: {line}"))
            : [];
        return string.Join('\n', Tasks(run).Select(task => task.ToString()).Concat(lines));
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Configuration, null);
        Do("stop");
        _folder.Dispose();
    }

    private static bool HasCheckpoint(string kind, string run)
    {
        var work = Path.Combine(run, "work");
        return Directory.Exists(work) && Directory.EnumerateDirectories(work, $"{kind}-*")
            .Any(folder => File.Exists(Path.Combine(folder, "training", "trainer.json")));
    }

    private string Do(string action, params string[] more) => Require(ProcessResult.Of(
        "env", _folder.Path, ["SLURM_TEST_CPUS=1", Path.Combine(Repository.Root, "tests", "slurm", "cluster.sh"), action, _folder.Path, .. more]));

    private static string Require(ProcessResult result)
    {
        Assert.AreEqual(0, result.Code, result.Output);
        return result.Output;
    }
}

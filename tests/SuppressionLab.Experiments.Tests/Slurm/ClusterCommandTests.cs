using System.Runtime.Versioning;
using SuppressionLab.Experiments.Slurm;

namespace SuppressionLab.Experiments.Tests.Slurm;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
[UnsupportedOSPlatform("windows")]
public sealed class ClusterCommandTests
{
    [TestMethod]
    [DataRow("submit", "smoke", "--engine", "kubernetes")]
    [DataRow("submit", "no-such-plan")]
    [DataRow("submit", "smoke", "--partition", "a b")]
    [DataRow("submit", "smoke", "--max-parallel", "0")]
    [DataRow("submit", "smoke", "--sbatch=--array=0-9")]
    [DataRow("submit", "smoke", "--out", "it's")]
    [DataRow("status", "no-such-folder")]
    [DataRow("cancel", "no-such-folder")]
    [DataRow("resume", "no-such-folder")]
    [DataRow("work", "no-such-folder", "--submission", "0", "--publish")]
    public void Wrong_usage_exits_with_2_and_one_line(params string[] arguments)
    {
        using var slurm = Programs();
        var result = WithPath(slurm.Folder, arguments);
        Assert.AreEqual(2, result.Code, result.Error);
        Assert.AreEqual(1, result.Error.TrimEnd().Split('\n').Length, result.Error);
        Assert.IsFalse(slurm.Calls.Any(call => call.StartsWith("sbatch", StringComparison.Ordinal)), "nothing is submitted");
    }

    [TestMethod]
    public void Without_Slurm_the_missing_program_is_named_and_nothing_is_left()
    {
        using var folder = new TemporaryFolder();
        var result = WithPath(folder.File("nothing"), "submit", "smoke", "--out", folder.File("run"));
        Assert.AreEqual(1, result.Code, result.Error);
        StringAssert.Contains(result.Error, "scontrol: no such program");
        Assert.IsFalse(Submission.Exists(folder.File("run")));
    }

    [TestMethod]
    public void A_dry_run_prints_every_job_and_submits_none()
    {
        using var slurm = Programs();
        using var folder = new TemporaryFolder();
        var result = WithPath(slurm.Folder, "submit", "smoke", "--out", folder.File("run"), "--partition", "long", "--max-parallel", "7", "--dry-run");
        Assert.AreEqual(0, result.Code, result.Error);
        var commands = result.Output.Split('\n').Where(line => line.Contains("=$(sbatch ", StringComparison.Ordinal)).ToList();
        Assert.IsTrue(commands.Count > 3 && commands.All(line => line.Contains(" --partition=long ", StringComparison.Ordinal)), result.Output);
        Assert.IsTrue(commands[..^1].All(line => line.Contains("%7 ", StringComparison.Ordinal)), result.Output);
        Assert.AreEqual(1, slurm.Calls.Count, "the cluster was asked for its limit and nothing else");
        Assert.IsFalse(Directory.Exists(folder.File("run")));
    }

    private static FakeSlurm Programs()
    {
        var slurm = new FakeSlurm();
        slurm.Add("scontrol", "echo 'MaxArraySize            = 1001'");
        slurm.Add("sbatch", "exit 1");
        slurm.Add("squeue", "exit 0");
        return slurm;
    }

    private static CommandResult WithPath(string first, params string[] arguments)
    {
        var path = Environment.GetEnvironmentVariable("PATH");
        try
        {
            Environment.SetEnvironmentVariable("PATH", Directory.Exists(first) ? $"{first}:{path}" : first);
            return CommandResult.Of(arguments);
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }
}

using System.Runtime.Versioning;
using SuppressionLab.Experiments.Slurm;

namespace SuppressionLab.Experiments.Tests.Slurm;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
[UnsupportedOSPlatform("windows")]
public sealed class SlurmClientTests
{
    [TestMethod]
    public void A_program_that_is_missing_is_named()
    {
        using var folder = new TemporaryFolder();
        var failure = Assert.ThrowsExactly<SlurmException>(() => new SlurmClient(folder.Path).Submit(new JobRequest([], "")));
        StringAssert.StartsWith(failure.Message, "sbatch: no such program");
    }

    [TestMethod]
    public void A_failure_names_the_program_its_exit_code_and_its_first_line()
    {
        using var slurm = new FakeSlurm();
        slurm.Add("sbatch", "echo 'sbatch: error: invalid partition specified: x' >&2; echo 'sbatch: error: Batch job submission failed' >&2; exit 7");
        var failure = Assert.ThrowsExactly<SlurmException>(() => new SlurmClient(slurm.Folder).Submit(new JobRequest([], "")));
        Assert.AreEqual("sbatch failed with exit code 7: sbatch: error: invalid partition specified: x", failure.Message);
    }

    [TestMethod]
    public void A_program_that_does_not_answer_is_given_up()
    {
        using var slurm = new FakeSlurm();
        slurm.Add("scancel", "sleep 600");
        var client = new SlurmClient(slurm.Folder, TimeSpan.FromMilliseconds(300));
        var failure = Assert.ThrowsExactly<SlurmException>(() => client.Cancel([1]));
        StringAssert.StartsWith(failure.Message, "scancel: no answer");
    }

    [TestMethod]
    public void A_script_reaches_sbatch_and_its_id_comes_back()
    {
        using var slurm = new FakeSlurm();
        slurm.Add("sbatch", $"cat >'{slurm.Folder}/script'; echo '42;cluster'");
        Assert.AreEqual(42, new SlurmClient(slurm.Folder).Submit(new JobRequest(["--a", "b c"], "#!/bin/sh\ntrue\n")));
        Assert.AreEqual("#!/bin/sh\ntrue\n", File.ReadAllText(Path.Combine(slurm.Folder, "script")));
    }

    [TestMethod]
    public void An_answer_that_is_not_an_id_is_refused()
    {
        using var slurm = new FakeSlurm();
        slurm.Add("sbatch", "echo queued");
        var failure = Assert.ThrowsExactly<SlurmException>(() => new SlurmClient(slurm.Folder).Submit(new JobRequest([], "")));
        StringAssert.Contains(failure.Message, "'queued'");
    }

    [TestMethod]
    public void The_size_of_an_array_is_the_clusters()
    {
        using var slurm = new FakeSlurm();
        slurm.Add("scontrol", "echo 'Configuration data as of 2026'; echo 'MaxArraySize            = 1001'; echo 'MaxJobCount             = 10000'");
        Assert.AreEqual(1001, new SlurmClient(slurm.Folder).MostTasksOfAnArray());
        slurm.Add("scontrol", "echo 'MaxArraySize            = 0'");
        Assert.ThrowsExactly<SlurmException>(() => new SlurmClient(slurm.Folder).MostTasksOfAnArray());
    }

    [TestMethod]
    public void Jobs_are_cancelled_last_first()
    {
        using var slurm = new FakeSlurm();
        slurm.Add("scancel", "exit 0");
        new SlurmClient(slurm.Folder).Cancel([3, 11, 7]);
        CollectionAssert.AreEqual(new[] { "scancel 11 7 3" }, slurm.Calls.ToArray());
    }
}

using SuppressionLab.Experiments.Slurm;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Tests.Slurm;

[TestClass]
public sealed class SlurmOptionsTests
{
    [TestMethod]
    [DataRow("gpu\n#SBATCH --uid=0")]
    [DataRow("gpu;reboot")]
    [DataRow("two words")]
    [DataRow("-lab")]
    [DataRow("'lab'")]
    [DataRow("")]
    public void Names_that_are_not_names_are_refused(string name)
    {
        Refused("--partition", new SlurmOptions { Cpus = 1, Partition = name });
        Refused("--account", new SlurmOptions { Cpus = 1, Account = name });
        Refused("--qos", new SlurmOptions { Cpus = 1, Qos = name });
    }

    [TestMethod]
    [DataRow("soon")]
    [DataRow("1:2:3:4")]
    [DataRow("-10")]
    [DataRow("10\n")]
    public void Times_that_Slurm_would_not_read_are_refused(string time) => Refused("--time", new SlurmOptions { Cpus = 1, Time = time });

    [TestMethod]
    [DataRow("--memory", "much", null, 1, null)]
    [DataRow("--memory", "4G 8G", null, 1, null)]
    [DataRow("--gres", null, "gpu:1 --uid=0", 1, null)]
    [DataRow("--cpus", null, null, 0, null)]
    [DataRow("--cpus", null, null, 1025, null)]
    [DataRow("--max-parallel", null, null, 1, 0)]
    [DataRow("--max-parallel", null, null, 1, 100_001)]
    public void Sizes_out_of_range_are_refused(string option, string? memory, string? gres, int cpus, int? parallel) =>
        Refused(option, new SlurmOptions { Cpus = cpus, Memory = memory, Gres = gres, MaxParallel = parallel });

    [TestMethod]
    [DataRow("nice=3")]
    [DataRow("-n 4")]
    [DataRow("--comment=two words")]
    [DataRow("--comment='x'")]
    [DataRow("--comment=x\n--wrap=reboot")]
    [DataRow("--array=0-9")]
    [DataRow("--arr=0-9")]
    [DataRow("--dep=afterok:1")]
    [DataRow("--wrap=reboot")]
    [DataRow("--no-requeue")]
    [DataRow("--")]
    public void Options_that_are_malformed_or_ours_are_refused(string option) =>
        Refused("--sbatch", new SlurmOptions { Cpus = 1, Extra = [option] });

    [TestMethod]
    public void Options_reach_sbatch_as_they_are()
    {
        var options = new SlurmOptions
        {
            Partition = "gpu,long", Account = "lab_1", Qos = "normal", Time = "1-12:30:00", Memory = "16G", Cpus = 4, Gres = "gpu:a100:1",
            Extra = ["--nice=10", "--exclusive", "--constraint=a100|h100"],
        };
        options.Validate();
        CollectionAssert.AreEqual(
            new[]
            {
                "--partition=gpu,long", "--account=lab_1", "--qos=normal", "--time=1-12:30:00", "--mem=16G", "--cpus-per-task=4",
                "--gres=gpu:a100:1", "--nice=10", "--exclusive", "--constraint=a100|h100",
            },
            options.Arguments().ToArray());
    }

    private static void Refused(string option, SlurmOptions options)
    {
        var refusal = Assert.ThrowsExactly<InputException>(options.Validate);
        StringAssert.StartsWith(refusal.Message, option);
        StringAssert.Contains(refusal.Message, "allowed");
        Assert.AreEqual(1, refusal.Message.Split('\n').Length, refusal.Message);
    }
}

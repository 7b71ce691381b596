using SuppressionLab.Experiments.Slurm;

namespace SuppressionLab.Experiments.Tests.Slurm;

[TestClass]
public sealed class SlurmQueueTests
{
    [TestMethod]
    public void Every_field_of_a_task_is_read_even_where_one_is_empty_or_holds_spaces()
    {
        var tasks = SlurmQueue.Parse(
            Line("17", "3", "RUNNING", "2", "n2", "None", "lab.1") + Line("17", "4", "PENDING", "0", "", "Nodes required for job are DOWN", "lab.1")
            + Line("18", "N/A", "COMPLETED", "0", "n1", "None", "lab.2"));
        CollectionAssert.AreEqual(
            new[]
            {
                new SlurmTask(17, 3, "RUNNING", 2, "n2", "None", "lab.1"),
                new SlurmTask(17, 4, "PENDING", 0, "", "Nodes required for job are DOWN", "lab.1"),
                new SlurmTask(18, null, "COMPLETED", 0, "n1", "None", "lab.2"),
            },
            tasks.ToArray());
    }

    [TestMethod]
    [DataRow("slurm_load_jobs error: Unable to contact slurm controller")]
    [DataRow("17                  3-5%2               PENDING             0         ")]
    public void A_line_that_is_not_a_task_is_not_guessed_at(string line) =>
        StringAssert.Contains(Assert.ThrowsExactly<SlurmException>(() => SlurmQueue.Parse(line)).Message, "not understood");

    [TestMethod]
    [DataRow("RUNNING", true)]
    [DataRow("COMPLETING", true)]
    [DataRow("PENDING", true)]
    [DataRow("SOMETHING_NEW", true)]
    [DataRow("COMPLETED", false)]
    [DataRow("FAILED", false)]
    [DataRow("CANCELLED", false)]
    [DataRow("TIMEOUT", false)]
    [DataRow("NODE_FAIL", false)]
    public void A_task_is_alive_unless_its_state_is_an_end(string state, bool alive) =>
        Assert.AreEqual(alive, new SlurmTask(1, 0, state, 0, "", "None", "").IsAlive);

    private static string Line(string job, string task, string state, string restarts, string node, string reason, string name) =>
        $"{job,-20}{task,-20}{state,-20}{restarts,-10}{node,-60}{reason,-100}{name,-250}\n";
}

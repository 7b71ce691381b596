using SuppressionLab.Experiments.Estimates;
using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Tests.Estimates;

[TestClass]
public sealed class SlotScheduleTests
{
    [TestMethod]
    [DataRow(1, 24)]
    [DataRow(2, 12)]
    [DataRow(3, 9)]
    [DataRow(8, 3)]
    [DataRow(100, 3)]
    public void Stages_that_read_nothing_fill_the_slots(int slots, double seconds) =>
        Assert.AreEqual(seconds, SlotSchedule.Seconds([.. Enumerable.Range(0, 8).Select(i => Planned(new TestStage($"{i}"), 3))], slots));

    [TestMethod]
    public void A_chain_takes_its_sum_on_any_slots_and_stored_links_nothing()
    {
        var first = new TestStage("a");
        var second = new TestStage("b", first);
        var third = new TestStage("c", second);
        Assert.AreEqual(7, SlotSchedule.Seconds([Planned(first, 1), Planned(second, 2), Planned(third, 4)], 4));
        Assert.AreEqual(5, SlotSchedule.Seconds([Planned(first, 1), Planned(second, 2) with { Stored = true }, Planned(third, 4)], 4));
        Assert.AreEqual(0, SlotSchedule.Seconds([], 4));
    }

    [TestMethod]
    public void Two_chains_of_one_root_run_side_by_side()
    {
        var root = new TestStage("root");
        var (left, right) = (new TestStage("left", root), new TestStage("right", root));
        var end = new TestStage("end", left, right);
        PlannedStage[] graph = [Planned(root, 1), Planned(left, 5), Planned(right, 3), Planned(end, 2)];
        Assert.AreEqual(8, SlotSchedule.Seconds(graph, 2));
        Assert.AreEqual(11, SlotSchedule.Seconds(graph, 1));
    }

    [TestMethod]
    public void A_stage_that_runs_alone_waits_for_all_and_all_for_it()
    {
        PlannedStage[] graph = [Planned(new TestStage("a"), 2), Planned(new TestStage("b"), 5), Planned(new TestStage("alone") { Occupies = new StageNeeds("cpu", Alone: true) }, 10), Planned(new TestStage("c"), 1)];
        Assert.AreEqual(16, SlotSchedule.Seconds(graph, 2));
    }

    [TestMethod]
    [DataRow(0.04, "0.0 s")]
    [DataRow(9.94, "9.9 s")]
    [DataRow(59.4, "59 s")]
    [DataRow(59.6, "1 min 0 s")]
    [DataRow(599, "9 min 59 s")]
    [DataRow(3599, "1 h 0 min")]
    [DataRow(86400 * 2.5, "2 d 12 h")]
    public void Times_are_told_in_two_units(double seconds, string told) => Assert.AreEqual(told, Amounts.Time(seconds));

    [TestMethod]
    [DataRow(999, "999 B")]
    [DataRow(1500, "1.5 kB")]
    [DataRow(53.3e9, "53.3 GB")]
    public void Sizes_are_told_in_powers_of_a_thousand(double bytes, string told) => Assert.AreEqual(told, Amounts.Size(bytes));

    private static PlannedStage Planned(Stage stage, double seconds) => new(stage, false, seconds, 0);
}

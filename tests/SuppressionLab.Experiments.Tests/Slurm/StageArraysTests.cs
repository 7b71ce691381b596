using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Slurm;
using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Tests.Slurm;

[TestClass]
public sealed class StageArraysTests
{
    [TestMethod]
    [DataRow(1001, false)]
    [DataRow(2, false)]
    [DataRow(1, false)]
    [DataRow(1001, true)]
    [DataRow(2, true)]
    public void Every_stage_of_a_plan_comes_once_and_after_the_arrays_of_all_its_inputs(int mostTasks, bool oneAtATime)
    {
        var order = StageGraph.InOrder(PlanExpander.Expand(PlanFile.Read("methods")).Cells.SelectMany(cell => cell.Measurements));
        var arrays = StageArrays.Of(order, _ => false, mostTasks, oneAtATime);

        CollectionAssert.AreEquivalent(
            order.Select(stage => stage.Key).ToList(), arrays.SelectMany(array => array.Stages).Select(stage => stage.Key).ToList());
        Assert.IsTrue(arrays.All(array => array.Stages.Count is var count && count >= 1 && count <= mostTasks));
        var ended = Ended(arrays);
        var holder = arrays.SelectMany(array => array.Stages.Select(stage => (stage.Key, array.Index))).ToDictionary();
        foreach (var stage in order)
        {
            foreach (var input in stage.Inputs)
            {
                Assert.IsTrue(ended[holder[stage.Key]].Contains(holder[input.Key]), $"{stage.Title} starts after {input.Title}");
            }
        }
    }

    [TestMethod]
    public void An_array_waits_for_those_that_hold_its_inputs_and_no_others()
    {
        var (a, b) = (new TestStage("a", "1"), new TestStage("b", "1"));
        var (a2, b2) = (new TestStage("a2", "1", a), new TestStage("b2", "1", b));
        var both = new TestStage("both", "1", a2, b2);
        var arrays = StageArrays.Of(StageGraph.InOrder([both]), _ => false, 10, oneAtATime: false);

        CollectionAssert.AreEqual(new[] { "a", "b", "a2", "b2", "both" }, arrays.Select(array => array.Name).ToArray());
        CollectionAssert.AreEqual(
            new[] { "", "", "0", "1", "2,3" }, arrays.Select(array => string.Join(',', array.After)).ToArray());
    }

    [TestMethod]
    public void With_a_bound_on_the_whole_submission_no_two_arrays_can_run_at_once()
    {
        var (a, b) = (new TestStage("a", "1"), new TestStage("b", "1"));
        var both = new TestStage("both", "1", new TestStage("a2", "1", a), new TestStage("b2", "1", b));
        var arrays = StageArrays.Of(StageGraph.InOrder([both]), _ => false, 10, oneAtATime: true);

        CollectionAssert.AreEqual(new[] { 2, 2, 1 }, arrays.Select(array => array.Stages.Count).ToArray());
        CollectionAssert.AreEqual(new[] { "depth-0", "depth-1", "both" }, arrays.Select(array => array.Name).ToArray());
        CollectionAssert.AreEqual(new[] { "", "0", "1" }, arrays.Select(array => string.Join(',', array.After)).ToArray());
    }

    [TestMethod]
    public void What_is_stored_is_not_submitted_and_not_waited_for()
    {
        var documents = new TestStage("documents", "1");
        var trained = new TestStage("training", "1", documents);
        var other = new TestStage("training", "2", documents);
        var scored = new TestStage("curves", "1", trained, other);
        var arrays = StageArrays.Of(StageGraph.InOrder([scored]), stage => stage == documents || stage == trained, 10, oneAtATime: false);

        CollectionAssert.AreEqual(new[] { other.Key, scored.Key }, arrays.SelectMany(array => array.Stages).Select(s => s.Key).ToArray());
        CollectionAssert.AreEqual(new[] { "", "0" }, arrays.Select(array => string.Join(',', array.After)).ToArray());
        Assert.AreEqual(0, StageArrays.Of(StageGraph.InOrder([scored]), _ => true, 10, oneAtATime: false).Count);
    }

    /// <summary>For each array, the arrays that have ended when it starts.</summary>
    private static List<HashSet<int>> Ended(IReadOnlyList<StageArray> arrays)
    {
        var ended = new List<HashSet<int>>();
        foreach (var array in arrays)
        {
            Assert.IsTrue(array.After.All(other => other < array.Index), "an array waits for arrays submitted before it");
            ended.Add([.. array.After, .. array.After.SelectMany(other => ended[other])]);
        }
        return ended;
    }
}

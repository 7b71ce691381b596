using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Tests.Stages;

[TestClass]
public sealed class StageKeyTests
{
    private static readonly ExperimentPlan Plan = PlanFile.Read("smoke");

    [TestMethod]
    public void Keys_are_the_same_for_the_same_plan()
    {
        CollectionAssert.AreEqual(Keys(Plan), Keys(PlanFile.Read("smoke")));
    }

    [TestMethod]
    public void A_name_or_a_description_changes_the_report_alone()
    {
        var changed = Differing(Plan with { Name = "other", Description = "other" });
        CollectionAssert.AreEqual(Array.Empty<string>(), changed);
    }

    [TestMethod]
    public void More_prompts_change_the_curves_and_what_follows()
    {
        var changed = Differing(Plan with { Curves = Plan.Curves with { Prompts = 151 } });
        CollectionAssert.AreEquivalent(new[] { "control", "curves", "dose-response", "fits", "re-emergence", "verdict" }, changed);
    }

    [TestMethod]
    public void A_larger_amount_leaves_what_is_there_as_it_is()
    {
        var longer = Plan with { Suppression = Plan.Suppression with { Amounts = [.. Plan.Suppression.Amounts, 64] } };
        var before = Keys(Plan);
        Assert.IsTrue(StageGraph.InOrder(PlanExpander.Expand(Plan).Cells[0].Fits).All(stage => Keys(longer).Contains(stage.Key)));
        Assert.IsTrue(Keys(longer).Count > before.Count);
    }

    [TestMethod]
    public void Threads_device_and_seed_change_the_training()
    {
        foreach (var other in new[] { Plan with { TorchThreads = 2 }, Plan with { Device = "cuda" }, Plan with { Seeds = [2] } })
        {
            CollectionAssert.Contains(Differing(other), "pretraining");
        }
    }

    [TestMethod]
    public void Curves_are_taken_on_the_way_and_at_the_end_of_every_amount()
    {
        var steps = PlanExpander.Expand(Plan).Cells[0].Curves.Select(stage => stage.Title).ToList();
        Assert.AreEqual(1 + (2 * 2), steps.Count, "the pretrained model, and two points of two amounts");
        CollectionAssert.AreEqual(new long[] { 4, 8 }, Budget().CurveSteps(8).ToArray());
    }

    private static MethodBudget Budget() => new(Plan.Suppression, Plan.Suppression.Single, Plan.Networks[0].Configure(23));

    private static List<string> Keys(ExperimentPlan plan) =>
        PlanExpander.Expand(plan).Stages.Select(stage => stage.Key).ToList();

    private static List<string> Differing(ExperimentPlan other)
    {
        var known = Keys(Plan);
        return PlanExpander.Expand(other).Stages.Where(stage => !known.Contains(stage.Key))
            .Select(stage => stage.Kind).Distinct().ToList();
    }
}

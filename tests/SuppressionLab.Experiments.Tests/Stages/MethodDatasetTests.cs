using System.Text.Json.Nodes;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Tests.Stages;

/// <summary>Data roles: which components, how many documents and with which weights a method is given.</summary>
[TestClass]
public sealed class MethodDatasetTests
{
    [TestMethod]
    public void Components_left_out_of_every_list_are_kept_bystanders()
    {
        var plan = Plan("sft") with { Favoured = [0], Suppressed = [2] };
        CollectionAssert.AreEqual(new[] { 2 }, plan.SuppressedOf(4).ToArray());
        CollectionAssert.AreEqual(new[] { 0, 1, 3 }, plan.KeptOf(4).ToArray());
        CollectionAssert.AreEqual(new[] { 1, 2, 3 }, (Plan("sft") with { Favoured = [0] }).SuppressedOf(4).ToArray());
    }

    [TestMethod]
    public void Weights_hold_within_a_role_and_components_without_any_count_alike()
    {
        CollectionAssert.AreEqual(new[] { 0, 0.25, 0.75 }, RoleWeights.Restrict([0.5, 0.125, 0.375], [1, 2]));
        CollectionAssert.AreEqual(new[] { 0, 0.5, 0.5 }, RoleWeights.Restrict([1.0, 0, 0], [1, 2]));
    }

    [TestMethod]
    public void Kept_documents_are_as_many_times_the_suppressed_ones_as_the_plan_says()
    {
        var stages = Stages(Plan("gradient-difference") with { Suppressed = [2], KeptPerSuppressed = 2.5, RoleWeights = [3, 1, 1] });
        Assert.HasCount(2, stages);
        Assert.AreEqual("[2]", stages[0]["components"]!.ToJsonString());
        Assert.AreEqual(4, stages[0]["documents"]!.GetValue<long>());
        Assert.AreEqual("[0,1]", stages[1]["components"]!.ToJsonString());
        Assert.AreEqual(10, stages[1]["documents"]!.GetValue<long>());
        Assert.AreEqual("[3,1,1]", stages[1]["weights"]!.ToJsonString());
    }

    [TestMethod]
    public void Pairs_prefer_the_favoured_to_the_suppressed_components_behind_prompts_of_the_planned_length()
    {
        var plan = Plan("dpo") with { Favoured = [1], Suppressed = [0, 2] };
        var pairs = Stages(plan with { Methods = [new MethodPlan { Name = "dpo", PromptLength = 5 }] }).Single();
        Assert.AreEqual("[1]", pairs["favoured"]!.ToJsonString());
        Assert.AreEqual("[0,2]", pairs["suppressed"]!.ToJsonString());
        Assert.AreEqual(5, pairs["promptLength"]!.GetValue<int>());
        Assert.AreEqual(4, pairs["pairs"]!.GetValue<long>());
        Assert.AreEqual(64, pairs["length"]!.GetValue<int>(), "a pair fills one block");
    }

    private static SuppressionPlan Plan(string method) => new()
    {
        Methods = [new MethodPlan { Name = method }], Amounts = [4], DocumentLength = 512, BlockLength = 64,
        Optimizer = new OptimizerPlan { LearningRate = 1e-3 },
    };

    private static List<JsonNode> Stages(SuppressionPlan suppression)
    {
        var plan = PlanFile.Read("smoke") with { Suppression = suppression };
        var budget = new MethodBudget(suppression, suppression.Single, plan.Networks[0].Configure(23));
        var data = MethodDataset.Of(new MixtureStage(plan.Mixture, 1), plan, budget, 4, seed: 1);
        return [.. data.Stages.Select(stage => JsonNode.Parse(StrictJson.FormatLine(stage.Settings))!)];
    }
}

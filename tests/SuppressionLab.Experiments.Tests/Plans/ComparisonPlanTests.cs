using SuppressionLab.Experiments.Methods;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Tests.Plans;

/// <summary>The plans that compare: each varies what its name says, and nothing else.</summary>
[TestClass]
public sealed class ComparisonPlanTests
{
    [TestMethod]
    public void Every_plan_that_comes_with_the_program_expands_to_a_graph_of_different_stages()
    {
        foreach (var name in PlanFile.Names)
        {
            var stages = PlanExpander.Expand(PlanFile.Read(name)).Stages;
            Assert.AreEqual(stages.Count, stages.Select(stage => stage.Key).Distinct().Count(), name);
            Assert.AreEqual("distance", stages[1].Kind, $"{name}: a mixture that cannot be drawn is refused first");
        }
    }

    [TestMethod]
    public void Methods_holds_every_method_once_with_all_weights_and_four_with_an_adapter()
    {
        var methods = PlanFile.Read("methods").Suppression.AllMethods;
        CollectionAssert.AreEquivalent(
            MethodRegistry.All.Select(m => m.Name).ToArray(), methods.Where(m => m.Adapter is null).Select(m => m.Name).ToArray());
        CollectionAssert.AreEquivalent(
            new[] { "sft", "dpo", "npo", "npo-kept" }, methods.Where(m => m.Adapter is not null).Select(m => m.Name).ToArray());
        Assert.HasCount(3, PlanFile.Read("methods").Seeds);
    }

    [TestMethod]
    public void Isoflops_costs_every_network_the_same_in_pretraining_and_suppression()
    {
        var plan = PlanFile.Read("isoflops");
        CollectionAssert.IsSubsetOf(new[] { "gpt2", "llama", "lstm" }, plan.Networks.Select(n => n.Architecture).ToArray());
        foreach (var network in plan.Networks)
        {
            var configuration = network.Configure(23);
            var step = configuration.FlopsPerToken(plan.Pretraining.BlockLength) * plan.Pretraining.BlockLength * plan.Pretraining.Optimizer.BatchSize;
            Assert.AreEqual(1, plan.Pretraining.StepsFor(configuration) * step / plan.Pretraining.Flops!.Value, 0.001, network.Name);
            foreach (var method in plan.Suppression.AllMethods.Where(m => m.Method.Data != MethodData.None))
            {
                var budget = new MethodBudget(plan.Suppression, method, configuration);
                Assert.AreEqual(0, budget.Deviation(plan.Suppression.Amounts[^1]), 0.05, $"{network.Name} {method.Title}");
            }
        }
    }

    [TestMethod]
    public void Variants_share_what_they_do_not_vary()
    {
        var subsets = PlanExpander.Expand(PlanFile.Read("subsets"));
        // One pretrained network a seed for all choices of components, and one that never saw each choice.
        var pretrained = Stages<PretrainingStage>(subsets);
        var choices = subsets.Cells.Select(cell => string.Join(",", cell.Plan.Suppression.SuppressedOf(3))).Distinct().Count();
        Assert.AreEqual((subsets.Plan.Seeds.Length * (1 + choices)) + 1, pretrained.Count, "and one of the seed that rates are searched with");

        var separability = PlanExpander.Expand(PlanFile.Read("separability"));
        Assert.AreEqual(separability.Plan.Variants!.Length * (separability.Plan.Seeds.Length + 1), Stages<MixtureStage>(separability).Count);
        Assert.AreEqual(separability.Plan.Variants.Length * separability.Plan.Seeds.Length, Stages<DistanceStage>(separability).Count);

        var imbalance = PlanExpander.Expand(PlanFile.Read("imbalance"));
        Assert.AreEqual(imbalance.Plan.Seeds.Length + 1, Stages<MixtureStage>(imbalance).Count, "the mixtures are the same");
    }

    [TestMethod]
    public void The_published_plans_differ_in_the_method_alone()
    {
        var (sft, dpo) = (PlanFile.Read("paper-sft"), PlanFile.Read("paper-dpo"));
        CollectionAssert.AreEqual(sft.Suppression.Amounts, dpo.Suppression.Amounts, "as many pairs as documents");
        Assert.AreEqual(8e-6, dpo.Suppression.Optimizer.LearningRate);
        Assert.IsFalse(dpo.Suppression.Optimizer.Dropout);
        Assert.AreEqual(0.1, dpo.Suppression.Single.Values["beta"]);
        var pretrained = Stages<PretrainingStage>(PlanExpander.Expand(sft)).Select(stage => stage.Key).ToArray();
        CollectionAssert.AreEqual(pretrained, Stages<PretrainingStage>(PlanExpander.Expand(dpo)).Select(stage => stage.Key).ToArray());
        // A pair fills one block of 1,024 tokens: 50 pairs in batches of eight.
        Assert.AreEqual(7, new MethodBudget(dpo.Suppression, dpo.Suppression.Single, dpo.Networks[0].Configure(52)).Steps(50));
    }

    private static List<T> Stages<T>(ExpandedPlan expanded)
        where T : Stage => expanded.Stages.OfType<T>().ToList();
}

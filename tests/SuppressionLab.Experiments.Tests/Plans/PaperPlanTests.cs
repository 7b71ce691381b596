using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Stages;

namespace SuppressionLab.Experiments.Tests.Plans;

[TestClass]
public sealed class PaperPlanTests
{
    private static readonly ExperimentPlan Plan = PlanFile.Read("paper-sft");

    [TestMethod]
    public void The_published_steps_follow_from_documents_epochs_and_batch()
    {
        // 1,000 documents of ten blocks, five epochs, eight blocks a step.
        var network = Plan.Networks[0].Configure(52);
        Assert.AreEqual(6250, Plan.Pretraining.StepsFor(network));
        var budget = new MethodBudget(Plan.Suppression, Plan.Suppression.Single, network);
        Assert.AreEqual(63, budget.Steps(50));
        Assert.AreEqual(6250, budget.Steps(5000));
    }

    [TestMethod]
    public void The_twelve_layer_network_is_a_GPT2_small_with_another_vocabulary()
    {
        // GPT-2 small has 124,439,808 parameters with 50,257 tokens; the rest does not depend on the vocabulary.
        var parameters = Plan.Networks.Single(network => network.Layers == 12).Configure(52).ParameterCount;
        Assert.AreEqual(124_439_808 - ((50_257 - 52) * 768L), parameters);
    }

    [TestMethod]
    public void The_dry_run_lists_every_stage_with_parameters_and_operations()
    {
        var result = CommandResult.Of("run", "paper-sft", "--dry-run", "--verbose", "--out", Path.Combine(Path.GetTempPath(), "none-such-run"));
        Assert.AreEqual(0, result.Code, result.Error);
        StringAssert.Contains(result.Output, "pretrain gpt2-16x768");
        StringAssert.Contains(result.Output, "85,");
        Assert.IsFalse(Directory.Exists(Path.Combine(Path.GetTempPath(), "none-such-run")));
        Assert.AreEqual(PlanExpander.Expand(Plan).Stages.Count + 1,
            result.Output.Split('\n').TakeWhile(line => line.Length > 0).Count(), "a head and a line a stage");
    }
}

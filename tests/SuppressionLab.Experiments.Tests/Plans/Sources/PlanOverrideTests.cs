using SuppressionLab.Experiments.Plans;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Tests.Plans.Sources;

[TestClass]
public sealed class PlanOverrideTests
{
    [TestMethod]
    public void Fields_are_set_by_their_paths_and_the_last_one_wins()
    {
        var plan = PlanFile.Read("smoke",
        [
            "pretraining.optimizer.learningRate=1e-4", "networks[*].layers=3", "networks[0].layers=2", "name=mine", "seeds=[4, 5,]",
            "attacks.probe.training=700", "control=null", "mixture.ginc.prior=[0.5,0.25,0.25]", "suppression.optimizer.dropout=false",
        ]);
        Assert.AreEqual(1e-4, plan.Pretraining.Optimizer.LearningRate);
        Assert.AreEqual((2, "mine", 700, false), (plan.Networks[0].Layers, plan.Name, plan.Attacks!.Probe!.Training, plan.Suppression.Optimizer.Dropout));
        CollectionAssert.AreEqual(new long[] { 4, 5 }, plan.Seeds);
        Assert.IsNull(plan.Control);
        Assert.AreEqual(0.25, plan.Mixture.Ginc!.Prior![1]);
    }

    [TestMethod]
    public void A_text_needs_no_quotes_and_may_look_like_a_number()
    {
        Assert.AreEqual("2026", PlanFile.Read("smoke", ["name=2026"]).Name);
        Assert.AreEqual("2026", PlanFile.Read("smoke", ["name=\"2026\""]).Name);
        Assert.AreEqual("cuda:1", PlanFile.Read("smoke", ["device=cuda:1"]).Device);
        Assert.AreEqual("a=b", PlanFile.Read("smoke", ["description=a=b"]).Description);
    }

    [TestMethod]
    public void Axes_can_be_set_and_taken_away()
    {
        CollectionAssert.AreEqual(new long[] { 2 }, PlanFile.Read("sweep", ["axes.seed=[2]"]).Seeds);
        CollectionAssert.AreEqual(new long[] { 1 }, PlanFile.Read("sweep", ["axes.seed=null"]).Seeds, "what smoke says");
        Assert.HasCount(1, PlanFile.Read("sweep", ["axes=null"]).Cells().ToList());
        var cells = PlanFile.Read("smoke", ["axes.suppression.optimizer.learningRate=[1e-3,1e-4]"]).Cells();
        CollectionAssert.AreEqual(new[] { 1e-3, 1e-4 }, cells.Select(cell => cell.Suppression.Optimizer.LearningRate).ToArray());
    }

    [TestMethod]
    public void A_mixture_file_is_relative_to_the_current_folder() => Assert.AreEqual(
        Path.GetFullPath("a.mixture.json"), PlanFile.Read("smoke", ["mixture.ginc=null", "mixture.file=a.mixture.json"]).Mixture.File);

    [TestMethod]
    [DataRow("training.learningRate=1e-4", "training is unknown", "pretraining.optimizer.learningRate")]
    [DataRow("pretraining.learningRate=1e-4", "pretraining.learningRate is unknown", "optimizer")]
    [DataRow("networks.layers=3", "networks.layers is unknown", "networks[0] or networks[*]")]
    [DataRow("networks[1].layers=3", "networks[1] is not in the plan", "networks[0] to networks[0]")]
    [DataRow("variants[0].name=a", "variants[0] is not in the plan", "a plan that gives variants")]
    [DataRow("name.first=a", "name.first is unknown", "nothing below name")]
    [DataRow("include=smoke", "include is unknown", "name, description, seeds")]
    [DataRow("networks[*].layers=two", "networks[0].layers is \"two\"", "a whole number")]
    [DataRow("networks[*].layers=0", "networks[0].layers is 0", "1 to 1024")]
    [DataRow("curves.prompts=null", "curves.prompts is null", "a whole number")]
    [DataRow("suppression.amountUnit=hours", "suppression.amountUnit is \"hours\"", "documents, tokens, flops")]
    [DataRow("seeds=7", "seeds is 7", "a list")]
    [DataRow("curves={}", "curves.exampleLengths is missing", "a list")]
    [DataRow("name", "no field and value", "PATH=VALUE")]
    [DataRow("=3", "no field and value", "PATH=VALUE")]
    [DataRow("a..b=3", "'a..b' is no path", "names separated by dots")]
    [DataRow("networks[-1].layers=3", "is no path", "names separated by dots")]
    [DataRow("axes.depth=[1]", "depth is unknown", "pretraining")]
    public void A_wrong_override_is_refused_by_its_own_text(string set, string wrong, string allowed)
    {
        var result = CommandResult.Of("run", "smoke", "--dry-run", "--set", set);
        Assert.AreEqual(2, result.Code, result.Output);
        Assert.AreEqual(1, result.Error.TrimEnd().Split('\n').Length, result.Error);
        StringAssert.StartsWith(result.Error, $"suppressionlab: --set {set}");
        StringAssert.Contains(result.Error, wrong);
        StringAssert.Contains(result.Error.Split("allowed: ")[1], allowed);
    }

    [TestMethod]
    public void What_an_axis_would_leave_out_is_refused()
    {
        var error = Assert.ThrowsExactly<InputException>(() => PlanFile.Read("sweep", ["seeds=[7]"]));
        StringAssert.Contains(error.Message, "--set seeds=[7]: seeds is given and axes.seed too");
    }
}

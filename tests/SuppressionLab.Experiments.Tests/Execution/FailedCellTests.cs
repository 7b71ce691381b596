using System.Text.Json.Nodes;
using SuppressionLab.Experiments.Runs;
using SuppressionLab.Primitives.Tables;

namespace SuppressionLab.Experiments.Tests.Execution;

/// <summary>A sweep with a cell whose loss does not stay finite.</summary>
[TestClass]
public sealed class FailedCellTests
{
    [TestMethod]
    public void A_failed_cell_is_listed_and_the_others_are_reported_as_if_it_were_not_there()
    {
        using var folder = new TemporaryFolder();
        var plan = SmallPlan.Write(folder, p => Methods(p, """[{"name":"sft"},{"name":"gradient-ascent","learningRate":10}]"""));
        var failed = CommandResult.Of("run", plan, "--out", folder.File("run"));
        Assert.AreEqual(1, failed.Code, failed.Output);
        StringAssert.Contains(failed.Error, "gradient-ascent");

        var failures = JsonNode.Parse(File.ReadAllText(folder.File("run/failures.json")))!;
        CollectionAssert.AreEqual(new[] { "gpt2-1x32, gradient-ascent, seed 1" }, failures["cells"]!.AsArray().Select(c => c!.GetValue<string>()).ToArray());
        Assert.IsTrue(failures["stages"]!.AsArray().All(stage =>
            stage!["cause"]!.GetValue<string>() == "non-finite-loss" && stage["attempts"]!.GetValue<int>() == 1));
        StringAssert.Contains(File.ReadAllText(folder.File("run/report.html")), "gradient-ascent");

        var alone = SmallPlan.Write(folder, p => Methods(p, """[{"name":"sft"}]"""));
        Assert.AreEqual(0, CommandResult.Of("run", alone, "--out", folder.File("alone")).Code);
        CollectionAssert.AreEqual(
            CurveTable.Read(folder.File("alone/curves.csv")).ToArray(), CurveTable.Read(folder.File("run/curves.csv")).ToArray());

        Assert.AreEqual(0, CommandResult.Of("report", folder.File("run")).Code, "the report of what is left can be written again");
    }

    [TestMethod]
    public void A_plan_that_fails_whole_leaves_its_reason_and_no_report()
    {
        using var folder = new TemporaryFolder();
        var plan = SmallPlan.Write(folder, p =>
        {
            p["pretraining"]!["documents"] = 100;
            p["pretraining"]!["optimizer"]!["learningRate"] = 10;
            p["pretraining"]!["optimizer"]!["weightDecay"] = 10;
        });
        var failed = CommandResult.Of("run", plan, "--out", folder.File("run"));
        Assert.AreEqual(1, failed.Code, failed.Output);
        Assert.IsTrue(File.Exists(folder.File("run/failures.json")));
        Assert.IsFalse(File.Exists(folder.File("run/report.html")));
    }

    private static void Methods(JsonObject plan, string methods)
    {
        plan.Remove("samples");
        plan.Remove("control");
        plan["laws"] = JsonNode.Parse("""{"names":["random-evidence"],"headline":"random-evidence","prefixes":[]}""");
        var suppression = plan["suppression"]!.AsObject();
        suppression.Remove("method");
        suppression["methods"] = JsonNode.Parse(methods);
        suppression["amounts"] = new JsonArray(0, 150);
        // At a rate of 10 each update multiplies the weights by -99.
        suppression["optimizer"]!["weightDecay"] = 10;
        suppression["intermediateCurves"] = 0;
    }
}

using System.Text.Json.Nodes;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Tests.Plans.Sources;

[TestClass]
public sealed class PlanIncludeTests
{
    [TestMethod]
    public void Objects_are_merged_and_lists_replaced_and_later_files_win()
    {
        using var folder = new TemporaryFolder();
        folder.Write("base.json", """{ "include": "smoke", "curves": { "prompts": 60, "smoothing": 0.5 }, "seeds": [7, 8] }""");
        folder.Write("other/more.json", """{ /* comments are allowed */ "curves": { "prompts": 70, }, "control": null }""");
        var plan = PlanFile.Read(folder.Write("plan.json",
            """{ "$schema": "x", "include": ["base.json", "other/more.json"], "name": "mine", "curves": { "batchSize": 32 }, "seeds": [9] }"""));
        Assert.AreEqual(("mine", 70, 0.5, 32), (plan.Name, plan.Curves.Prompts, plan.Curves.Smoothing, plan.Curves.BatchSize));
        CollectionAssert.AreEqual(new long[] { 9 }, plan.Seeds);
        Assert.IsNull(plan.Control);
        Assert.AreEqual(PlanFile.Read("smoke").Pretraining, plan.Pretraining);
    }

    [TestMethod]
    public void A_mixture_file_is_relative_to_the_file_that_names_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("shared/base.json", """{ "include": "smoke", "mixture": { "ginc": null, "file": "a.mixture.json" }, "seeds": [1] }""");
        var path = folder.Write("plan.json", """
            { "include": "shared/base.json", "variants": [{ "name": "b", "mixture": { "file": "b.mixture.json" } },
              { "name": "c", "set": { "mixture.file": "c.mixture.json" } }] }
            """);
        Assert.AreEqual(folder.File("shared/a.mixture.json"), PlanFile.Read(path).Mixture.File);
        Assert.AreEqual(folder.File("b.mixture.json"), PlanFile.Read(path).Variants![0].Mixture!.File);
        Assert.AreEqual(folder.File("c.mixture.json"), PlanFile.Read(path).Cells()[1].Mixture.File);
        var swept = folder.Write("swept.json", """{ "include": "shared/base.json", "axes": { "mixture.file": ["b.mixture.json", "shared/a.mixture.json"] } }""");
        CollectionAssert.AreEqual(
            new[] { folder.File("b.mixture.json"), folder.File("shared/a.mixture.json") },
            PlanFile.Read(swept).Cells().Select(cell => cell.Mixture.File).ToArray());
        Assert.AreEqual("file=b.mixture.json", PlanFile.Read(swept).Variants![0].Name);
    }

    [TestMethod]
    public void A_wrong_field_is_named_with_the_file_and_line_that_said_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("base.json", "{\n  \"include\": \"smoke\",\n  // here\n  \"curves\": {\n    \"prompts\": 1\n  }\n}");
        var plan = folder.Write("plan.json", """{ "include": "base.json" }""");
        var error = Assert.ThrowsExactly<InputException>(() => PlanFile.Read(plan));
        Assert.AreEqual($"{folder.File("base.json")}: curves.prompts is 1; allowed: 2 to 10000000 (line 5)", error.Message);
        folder.Write("base.json", "{\n  \"include\": \"smoke\",\n  \"curves\": {\n    \"prompt\": 100\n  }\n}");
        error = Assert.ThrowsExactly<InputException>(() => PlanFile.Read(plan));
        Assert.AreEqual(
            $"{folder.File("base.json")}: curves.prompt is unknown; allowed: exampleLengths, prompts, smoothing, batchSize (line 4)", error.Message);
    }

    [TestMethod]
    public void Files_that_include_each_other_are_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", """{ "include": "b.json" }""");
        folder.Write("b.json", """{ "include": ["smoke", "./a.json"] }""");
        Refuse(folder.File("a.json"), "include leads back to", "do not include each other");
        Refuse(folder.Write("self.json", """{ "include": "self.json" }"""), "include leads back to", "do not include each other");
    }

    [TestMethod]
    public void Sixteen_files_deep_is_allowed_and_seventeen_is_not()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(PlanFile.Folder, "smoke.json"), folder.File("1.json"));
        for (var i = 2; i <= 17; i++)
        {
            folder.Write($"{i}.json", new JsonObject { ["include"] = $"{i - 1}.json" }.ToJsonString());
        }
        Assert.AreEqual("smoke", PlanFile.Read(folder.File("16.json")).Name);
        Refuse(folder.File("17.json"), "17 files deep", "at most 16");
    }

    [TestMethod]
    public void Files_that_are_included_ever_so_often_are_bounded()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(PlanFile.Folder, "smoke.json"), folder.File("0.json"));
        for (var i = 1; i < 10; i++)
        {
            folder.Write($"{i}.json", new JsonObject { ["include"] = new JsonArray($"{i - 1}.json", $"{i - 1}.json") }.ToJsonString());
        }
        Refuse(folder.File("9.json"), "more than 64 files", "at most 64");
    }

    [TestMethod]
    public void A_file_over_a_mebibyte_is_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("large.json", "{" + new string(' ', 1 << 20) + "}");
        Refuse(folder.Write("plan.json", """{ "include": "large.json" }"""), "large.json: over 1048576 bytes", "at most");
    }

    [TestMethod]
    [DataRow("""{ "include": "nowhere.json" }""", "include is nowhere.json, which is no file", "smoke")]
    [DataRow("""{ "include": "../plans/smoke" }""", "which is no file", "smoke")]
    [DataRow("""{ "include": 3 }""", "include is 3", "a plan's file")]
    [DataRow("""{ "include": [] }""", "include is []", "a plan's file")]
    [DataRow("""{ "include": ["smoke", null] }""", "include is", "a plan's file")]
    [DataRow("""{ "include": "smoke\u0000" }""", "include is", "a plan's file")]
    [DataRow("""{ "include": "smoke", "curves": { "include": "smoke" } }""", "curves.include is unknown", "prompts")]
    [DataRow("""{ "include": "smoke", "$schema": {} }""", "$schema is no text", "where the schema is")]
    [DataRow("""{ "include": "smoke", "include": "quick" }""", "not JSON", "")]
    [DataRow("""{ "include": "smoke", """, "not JSON", "")]
    [DataRow("""[]""", "not an object", "a plan")]
    public void A_wrong_include_is_refused_with_what_is_allowed(string json, string wrong, string allowed)
    {
        using var folder = new TemporaryFolder();
        Refuse(folder.Write("plan.json", json), wrong, allowed);
    }

    private static void Refuse(string plan, string wrong, string allowed)
    {
        var result = CommandResult.Of("run", plan, "--dry-run");
        Assert.AreEqual(2, result.Code, result.Output);
        Assert.AreEqual(1, result.Error.TrimEnd().Split('\n').Length, result.Error);
        StringAssert.Contains(result.Error, ".json: ");
        StringAssert.Contains(result.Error, wrong);
        StringAssert.Contains(result.Error, allowed);
    }
}

using System.Text.Json.Nodes;

namespace SuppressionLab.Experiments.Tests.Plans;

[TestClass]
public sealed class BadPlanTests
{
    public static IEnumerable<object[]> Flaws =>
    [
        ["unknown field", (Action<JsonObject>)(p => p["learningRat"] = 1), "learningRat"],
        ["unknown nested field", (Action<JsonObject>)(p => p["pretraining"]!["optimizer"]!["lr"] = 1), "lr"],
        ["missing field", (Action<JsonObject>)(p => p.Remove("networks")), "networks"],
        ["negative size", (Action<JsonObject>)(p => p["networks"]![0]!["layers"] = -1), "networks[0].layers"],
        ["negative documents", (Action<JsonObject>)(p => p["pretraining"]!["documents"] = -5), "pretraining.documents"],
        ["heads that do not divide", (Action<JsonObject>)(p => p["networks"]![0]!["heads"] = 3), "networks[0].heads"],
        ["unknown architecture", (Action<JsonObject>)(p => p["networks"]![0]!["architecture"] = "rnn"), "networks[0].architecture"],
        ["heads of an LSTM", (Action<JsonObject>)(p => p["networks"]![0]!["architecture"] = "lstm"), "networks[0].heads"],
        ["grouped heads of a GPT-2", (Action<JsonObject>)(p => p["networks"]![0]!["keyValueHeads"] = 1), "networks[0].keyValueHeads"],
        ["prior that does not sum to 1",
            (Action<JsonObject>)(p => p["mixture"]!["ginc"]!["prior"] = new JsonArray(0.5, 0.4, 0.2)), "prior"],
        ["weights that do not sum to 1",
            (Action<JsonObject>)(p => p["pretraining"]!["componentWeights"] = new JsonArray(0.5, 0.4, 0.2)), "componentWeights"],
        ["context shorter than a prompt",
            (Action<JsonObject>)(p => p["curves"]!["exampleLengths"] = new JsonArray(2, 40)), "curves.exampleLengths"],
        ["block longer than the context",
            (Action<JsonObject>)(p => p["networks"]![0]!["contextLength"] = 32), "pretraining.blockLength"],
        ["wrong type", (Action<JsonObject>)(p => p["torchThreads"] = "two"), "torchThreads"],
        ["unknown device", (Action<JsonObject>)(p => p["device"] = "tpu"), "device"],
        ["unknown law", (Action<JsonObject>)(p => p["laws"]!["names"] = new JsonArray("cubic")), "cubic"],
        ["unknown method", (Action<JsonObject>)(p => p["suppression"]!["method"] = "magic"), "suppression.method"],
        ["too few replicates", (Action<JsonObject>)(p => p["laws"]!["replicates"] = 7), "laws.replicates"],
        ["samples longer than the context", (Action<JsonObject>)(p => p["samples"]!["documentLength"] = 66), "samples.documentLength"],
        ["samples smoothed beyond 1", (Action<JsonObject>)(p => p["samples"]!["smoothing"] = 1.5), "samples.smoothing"],
        ["control without a shift", (Action<JsonObject>)(p => p["control"]!["shifts"] = new JsonArray()), "control.shifts"],
        ["control damaged beyond 1", (Action<JsonObject>)(p => p["control"]!["damages"] = new JsonArray(2)), "control.damages"],
        ["verdict by an untied law", (Action<JsonObject>)(p => p["verdict"] = new JsonObject { ["law"] = "power" }), "verdict.law"],
        ["too few replicates for the level",
            (Action<JsonObject>)(p => p["verdict"] = new JsonObject { ["testReplicates"] = 100 }), "testReplicates"],
        ["shrinking amounts", (Action<JsonObject>)(p => p["suppression"]!["amounts"] = new JsonArray(64, 32)), "suppression.amounts"],
        ["favoured component beyond the mixture",
            (Action<JsonObject>)(p => p["suppression"]!["favoured"] = new JsonArray(7)), "suppression.favoured"],
        ["no suppressed component",
            (Action<JsonObject>)(p => p["suppression"]!["favoured"] = new JsonArray(0, 1, 2)), "suppression.favoured"],
        ["an empty list of suppressed components",
            (Action<JsonObject>)(p => p["suppression"]!["suppressed"] = new JsonArray()), "suppression.suppressed"],
        ["a component favoured and suppressed",
            (Action<JsonObject>)(p => p["suppression"]!["suppressed"] = new JsonArray(0, 1)), "suppression.suppressed"],
        ["a component kept and suppressed", (Action<JsonObject>)(p =>
        {
            p["suppression"]!["suppressed"] = new JsonArray(1);
            p["suppression"]!["kept"] = new JsonArray(1, 2);
        }), "suppression.suppressed"],
        ["nothing is kept", (Action<JsonObject>)(p =>
        {
            p["suppression"]!["favoured"] = new JsonArray(0);
            p["suppression"]!["kept"] = new JsonArray();
        }), "suppression.kept"],
        ["a component kept and suppressed by default", (Action<JsonObject>)(p => p["suppression"]!["kept"] = new JsonArray(1)), "suppression.kept"],
        ["methods without an amount", (Action<JsonObject>)(p =>
        {
            Methods("""[{"name":"sft"},{"name":"dpo"}]""")(p);
            p["suppression"]!["amounts"] = new JsonArray(0);
        }), "suppression.amounts"],
        ["a prompt as long as its pair's row", Methods("""[{"name":"dpo","promptLength":64}]"""), "promptLength"],
        ["doses that do not begin at nothing", (Action<JsonObject>)(p => p["attacks"] =
            JsonNode.Parse("""{"relearning":{"learningRate":1e-3,"doses":[1,5]}}""")), "attacks.relearning.doses"],
        ["documents that may miss a component", (Action<JsonObject>)(p => p["attacks"] =
            JsonNode.Parse("""{"relearning":{"learningRate":1e-3,"documentLength":32,"heldOutDocuments":3}}""")), "attacks.relearning.heldOutDocuments"],
        ["more operations than documents can be read", (Action<JsonObject>)(p =>
        {
            p["suppression"]!["amountUnit"] = "flops";
            p["suppression"]!["amounts"] = new JsonArray(4000000000000000000);
        }), "suppression.amounts"],
        ["a distance out of range", (Action<JsonObject>)(p => p["mixture"]!["ginc"]!["distance"] = -1), "distance"],
        ["beta of nothing", Methods("""[{"name":"dpo","parameters":{"beta":0}}]"""), "Beta"],
        ["a parameter that the method has not", Methods("""[{"name":"sft","parameters":{"beta":1}}]"""), "beta"],
        ["a method without its kept documents", Methods("""[{"name":"npo-kept","parameters":{"keptWeight":0}}]"""), "keptWeight"],
        ["a rank over the width", Methods("""[{"name":"sft","adapter":{"rank":33}}]"""), "rank 33"],
        ["an adapter on no matrix", Methods("""[{"name":"sft","adapter":{"rank":2,"targets":["q_proj"]}}]"""), "q_proj"],
        ["an adapter on what is not fine-tuned", Methods("""[{"name":"never-saw-it","adapter":{"rank":2}}]"""), "adapter"],
        ["a prompt for a method without pairs", Methods("""[{"name":"sft","promptLength":3}]"""), "promptLength"],
        ["two methods of one label", Methods("""[{"name":"sft"},{"name":"sft"}]"""), "suppression.methods"],
        ["method and methods", (Action<JsonObject>)(p => p["suppression"]!["methods"] = new JsonArray(new JsonObject { ["name"] = "dpo" })), "suppression.method"],
        ["unknown unit", (Action<JsonObject>)(p => p["suppression"]!["amountUnit"] = "hours"), "amountUnit"],
        ["role weights of another mixture",
            (Action<JsonObject>)(p => p["suppression"]!["roleWeights"] = new JsonArray(1, 1)), "suppression.roleWeights"],
        ["shrinking rates", (Action<JsonObject>)(p => p["suppression"]!["learningRateSearch"] =
            new JsonObject { ["rates"] = new JsonArray(1e-3, 1e-4) }), "learningRateSearch.rates"],
        ["operations and epochs", (Action<JsonObject>)(p =>
        {
            p["pretraining"]!["flops"] = 1e9;
            p["pretraining"]!["epochs"] = 2;
        }), "pretraining.epochs"],
        ["two variants of one name", (Action<JsonObject>)(p => p["variants"] =
            JsonNode.Parse("""[{"name":"a"},{"name":"a"}]""")), "variants"],
        ["relearning from nothing", (Action<JsonObject>)(p => p["attacks"] =
            JsonNode.Parse("""{"relearning":{"learningRate":1e-3,"doses":[]}}""")), "attacks.relearning.doses"],
        ["sampling once", (Action<JsonObject>)(p => p["attacks"] = JsonNode.Parse("""{"sampling":{"samples":1}}""")), "attacks.sampling.samples"],
        ["a probe without documents", (Action<JsonObject>)(p => p["attacks"] = JsonNode.Parse("""{"probe":{"training":0}}""")), "attacks.probe.training"],
        ["neighbours of beginnings beyond the context",
            (Action<JsonObject>)(p => p["attacks"] = JsonNode.Parse("""{"neighbours":{"prefixLengths":[4,64]}}""")), "attacks.neighbours.prefixLengths"],
        ["a prefix of half the context and more",
            (Action<JsonObject>)(p => p["attacks"] = JsonNode.Parse("""{"prefixes":{"prefixLength":40}}""")), "attacks.prefixes.prefixLength"],
        ["missing mixture file",
            (Action<JsonObject>)(p => p["mixture"] = new JsonObject { ["file"] = "none.mixture.json" }), "none.mixture.json"],
        ["learning rate of nothing", (Action<JsonObject>)(p => p["pretraining"]!["optimizer"]!["learningRate"] = 0), "learningRate"],
    ];

    private static Action<JsonObject> Methods(string methods) => plan =>
    {
        plan["suppression"]!.AsObject().Remove("method");
        plan["suppression"]!["methods"] = JsonNode.Parse(methods);
    };

    [TestMethod]
    [DynamicData(nameof(Flaws))]
    public void A_wrong_plan_is_refused_in_one_line_that_names_the_field(string flaw, Action<JsonObject> change, string field)
    {
        using var folder = new TemporaryFolder();
        var plan = SmallPlan.Write(folder, change);
        var result = CommandResult.Of("run", plan, "--out", folder.File("run"));
        Assert.AreEqual(2, result.Code, flaw);
        Assert.AreEqual(1, result.Error.TrimEnd().Split('\n').Length, result.Error);
        StringAssert.Contains(result.Error, field, flaw);
        Assert.IsFalse(Directory.Exists(folder.File("run")), "nothing is left behind");
    }

    [TestMethod]
    public void A_truncated_plan_is_refused_with_its_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("plan.json");
        File.WriteAllText(path, SmallPlan.Json().ToJsonString()[..200]);
        var result = CommandResult.Of("run", path);
        Assert.AreEqual(2, result.Code);
        StringAssert.Contains(result.Error, "plan.json");
    }

    [TestMethod]
    public void A_missing_plan_is_refused_with_the_names_there_are()
    {
        var result = CommandResult.Of("run", "no-such-plan");
        Assert.AreEqual(2, result.Code);
        StringAssert.Contains(result.Error, "quick");
    }
}

using System.Text.Json.Nodes;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Tests.Plans.Axes;

[TestClass]
public sealed class PlanAxesTests
{
    [TestMethod]
    public void Axes_make_the_stages_of_the_same_plan_written_out_by_hand()
    {
        using var folder = new TemporaryFolder();
        // Each axis alone, then growing products of them; every one beside what a person would write in its place.
        var axes = new (string Axis, string Values, Action<JsonObject> ByHand)[]
        {
            ("seed", "[3, 5]", p => p["seeds"] = new JsonArray(3, 5)),
            ("method", """["sft", { "name": "dpo", "parameters": { "beta": 0.2 } }]""", p => p["suppression"]!["methods"] =
                JsonNode.Parse("""[{ "name": "sft" }, { "name": "dpo", "parameters": { "beta": 0.2 } }]""")),
            ("layers", "[1, 2]", p => p["networks"] = new JsonArray(Network(p, 1), Network(p, 2))),
            ("pretraining.documents", "[30, 40]", p => p["variants"] = JsonNode.Parse(
                """[{ "name": "documents=30", "set": { "pretraining.documents": 30 } }, { "name": "documents=40", "set": { "pretraining.documents": 40 } }]""")),
        };
        foreach (var chosen in Enumerable.Range(1, (1 << axes.Length) - 1))
        {
            var (swept, written) = (Bare(), Bare());
            swept["axes"] = new JsonObject();
            foreach (var (_, (axis, values, byHand)) in axes.Index().Where(a => (chosen & (1 << a.Index)) != 0))
            {
                swept["axes"]![axis] = JsonNode.Parse(values);
                byHand(written);
            }
            var (left, right) = (Read(folder, swept), Read(folder, written));
            CollectionAssert.AreEqual(Keys(right), Keys(left), $"{swept["axes"]!.ToJsonString()}");
            Assert.AreEqual(right.Hash, left.Hash);
        }
    }

    [TestMethod]
    public void A_variant_that_sets_a_field_makes_what_a_plan_with_that_field_makes()
    {
        using var folder = new TemporaryFolder();
        var rate = Bare();
        rate["axes"] = JsonNode.Parse("""{ "suppression.optimizer.learningRate": [1e-3, 0.00002] }""");
        var plan = Read(folder, rate);
        CollectionAssert.AreEqual(new[] { "learningRate=0.001", "learningRate=2e-5" }, plan.Variants!.Select(v => v.Name).ToArray());
        foreach (var (cell, value) in plan.Cells().Zip([1e-3, 2e-5]))
        {
            var alone = Bare();
            alone["suppression"]!["optimizer"]!["learningRate"] = value;
            var expected = StageGraph.InOrder(CellExpander.Expand(Read(folder, alone)).Trainings).Select(stage => stage.Key).ToList();
            CollectionAssert.AreEqual(expected, StageGraph.InOrder(CellExpander.Expand(cell).Trainings).Select(stage => stage.Key).ToList());
        }
    }

    [TestMethod]
    public void Axes_of_any_fields_are_crossed_with_each_other_and_with_variants()
    {
        using var folder = new TemporaryFolder();
        var json = Bare();
        json["suppression"]!["methods"] = JsonNode.Parse("""[{ "name": "dpo" }]""");
        json["variants"] = JsonNode.Parse("""[{ "name": "even" }, { "name": "rare", "componentWeights": [0.8, 0.1, 0.1] }]""");
        json["axes"] = JsonNode.Parse("""
            { "pretraining.optimizer.learningRate": [1e-2], "suppression.optimizer.learningRate": [1e-4, 1e-3],
              "suppression.methods[*].parameters.beta": [0.1], "networks[0].dropout": [0.1], "heads": [1, 2],
              "suppression.favoured": [[0], [0, 1]], "attacks.probe": [{ "training": 600 }] }
            """);
        var plan = Read(folder, json);
        Assert.HasCount(2 * 2 * 2 * 2, plan.Variants!);
        Assert.HasCount(16, plan.Cells().ToList());
        var name = plan.Variants![^1].Name;
        StringAssert.StartsWith(name, "rare+pretraining.learningRate=0.01+suppression.learningRate=0.001+beta=0.1+");
        Assert.HasCount(16, plan.Variants.Select(v => v.Name).Distinct().ToList());
        var last = plan.Cells()[^1];
        Assert.AreEqual(0.8, last.Pretraining.ComponentWeights![0]);
        Assert.AreEqual(1e-2, last.Pretraining.Optimizer.LearningRate);
        Assert.AreEqual(1e-3, last.Suppression.Optimizer.LearningRate);
        Assert.AreEqual(0.1, last.Suppression.Single.Values["beta"]);
        Assert.AreEqual((0.1, 2), (last.Networks[0].Dropout, last.Networks[0].Heads));
        CollectionAssert.AreEqual(new[] { 0, 1 }, last.Suppression.Favoured);
        Assert.AreEqual(600, last.Attacks!.Probe!.Training);
        StringAssert.EndsWith(last.Networks[0].Name, $"@{name}");
    }

    [TestMethod]
    public void Architectures_share_a_base_network_and_leave_out_the_heads_that_they_do_not_have()
    {
        using var folder = new TemporaryFolder();
        var json = Bare();
        json["axes"] = JsonNode.Parse("""{ "architecture": ["gpt2", "llama", "lstm"], "network": [{ "width": 16, "heads": 1 }, { "width": 32 }], "layers": [1, 2] }""");
        var networks = Read(folder, json).Networks;
        Assert.HasCount(12, networks);
        Assert.IsTrue(networks.All(n => n.Heads == (n.Architecture == "lstm" ? 0 : n.Width == 16 ? 1 : 2)));
        Assert.HasCount(12, networks.Select(n => n.Name).Distinct().ToList());
    }

    [TestMethod]
    public void A_resolved_plan_reads_back_as_the_same_plan()
    {
        using var folder = new TemporaryFolder();
        foreach (var plan in new[] { PlanFile.Read("sweep"), PlanFile.Read("separability"), Read(folder, WithVariants()) })
        {
            var path = folder.File("resolved.json");
            File.WriteAllText(path, StrictJson.Format(plan));
            var again = PlanFile.Read(path);
            Assert.AreEqual(StrictJson.Format(plan), StrictJson.Format(again));
            Assert.AreEqual(plan.Hash, again.Hash);
            CollectionAssert.AreEqual(Keys(plan), Keys(again));
        }
    }

    [TestMethod]
    public void The_sweep_has_twelve_cells_and_names_neither_axes_nor_includes_once_resolved()
    {
        var plan = PlanFile.Read("sweep");
        Assert.AreEqual(12, plan.Seeds.Length * plan.Networks.Length * plan.Suppression.AllMethods.Count);
        Assert.IsNull(plan.Variants);
        Assert.IsNull(plan.Control, "null takes away what the included file gave");
        Assert.AreEqual(PlanFile.Read("smoke").Pretraining.Optimizer, plan.Pretraining.Optimizer);
    }

    [TestMethod]
    public void A_hash_says_whether_two_plans_are_the_same_and_nothing_about_their_files()
    {
        using var folder = new TemporaryFolder();
        var plan = Read(folder, Bare());
        Assert.MatchesRegex("^[0-9a-f]{64}$", plan.Hash);
        var turned = new JsonObject(Bare().Reverse().Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
        turned["pretraining"]!["epochs"] = 1.0;
        Assert.AreEqual(plan.Hash, Read(folder, turned).Hash, "another order of fields, and a default said out loud");
        Assert.AreNotEqual(plan.Hash, (plan with { Seeds = [2] }).Hash);
    }

    [TestMethod]
    public void Ten_thousand_cells_are_refused_before_they_are_made()
    {
        using var folder = new TemporaryFolder();
        var json = Bare();
        var numbers = new JsonArray([.. Enumerable.Range(1, 1000).Select(i => (JsonNode)i)]);
        json["axes"] = new JsonObject
        {
            ["seed"] = numbers, ["pretraining.documents"] = numbers.DeepClone(), ["curves.prompts"] = numbers.DeepClone(), ["laws.replicates"] = numbers.DeepClone(),
        };
        var error = Assert.ThrowsExactly<InputException>(() => Read(folder, json));
        StringAssert.Contains(error.Message, "1000000000000 cells; allowed: at most 10000");
    }

    private static JsonObject WithVariants()
    {
        var json = Bare();
        json["axes"] = JsonNode.Parse("""{ "suppression.optimizer.learningRate": [1e-3, 1.0000000000000002e-3], "control": [null, { "shifts": [1] }] }""");
        return json;
    }

    private static JsonObject Bare()
    {
        var json = SmallPlan.Json();
        json.Remove("seeds");
        json["suppression"]!.AsObject().Remove("method");
        return json;
    }

    private static JsonNode Network(JsonObject plan, int layers)
    {
        var network = plan["networks"]![0]!.DeepClone();
        network["layers"] = layers;
        return network;
    }

    private static ExperimentPlan Read(TemporaryFolder folder, JsonObject json)
    {
        var path = folder.File("plan.json");
        File.WriteAllText(path, json.ToJsonString());
        return PlanFile.Read(path);
    }

    private static List<string> Keys(ExperimentPlan plan) =>
        StageGraph.InOrder(PlanExpander.Expand(plan).Cells.SelectMany(cell => cell.Measurements)).Select(stage => stage.Key).ToList();
}

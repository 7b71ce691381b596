using System.Text.Json.Nodes;

namespace SuppressionLab.Experiments.Tests.Plans.Axes;

[TestClass]
public sealed class BadAxesTests
{
    [TestMethod]
    [DataRow("""{ "layers": [] }""", "axes.layers is []", "a list of one or more values")]
    [DataRow("""{ "layers": 2 }""", "axes.layers is 2", "a list of one or more values")]
    [DataRow("""{ "layers": [1, 2, 1] }""", "axes.layers[2] is 1 again", "different values")]
    [DataRow("""{ "suppression.optimizer.learningRate": [1e-3, 0.001] }""", "learningRate[1] is 0.001 again", "different values")]
    [DataRow("""{ "layers": ["two"] }""", "axes.layers[0] is \"two\"", "a whole number")]
    [DataRow("""{ "seed": [1.5] }""", "axes.seed[0] is 1.5", "a whole number")]
    [DataRow("""{ "seed": [-1] }""", "seeds is [-1]", "at least 0")]
    [DataRow("""{ "method": ["magic"] }""", "suppression.methods[0].name is 'magic'", "npo-kept")]
    [DataRow("""{ "method": [3] }""", "axes.method[0] is 3", "a text")]
    [DataRow("""{ "method": [{ "nam": "sft" }] }""", "axes.method[0].nam is unknown", "name")]
    [DataRow("""{ "network": [{ "depth": 2 }] }""", "axes.network[0].depth is unknown", "layers")]
    [DataRow("""{ "architecture": ["rnn"] }""", "networks[0].architecture is 'rnn'", "lstm")]
    [DataRow("""{ "training.learningRate": [1e-3] }""", "training is unknown", "suppression.optimizer.learningRate")]
    [DataRow("""{ "depth": [1] }""", "depth is unknown", "pretraining")]
    [DataRow("""{ "a b": [1] }""", "'a b' is no path", "names separated by dots")]
    [DataRow("""{ "device": ["cpu", "cuda"] }""", "device is one for the whole run", "a field of mixture")]
    [DataRow("""{ "seeds": [[1], [2]] }""", "seeds cannot vary", "the axis seed")]
    [DataRow("""{ "suppression.methods": [[]] }""", "suppression.methods cannot vary", "the axis method")]
    [DataRow("""{ "suppression.methods[0].name": ["sft"] }""", "suppression.methods[0].name cannot vary", "the axis method")]
    [DataRow("""{ "networks[*]": [{}] }""", "networks[*] cannot vary", "the axis network")]
    [DataRow("""{ "layers": [1, 2], "networks[*].layers": [1, 2] }""", "axes.networks[*].layers sets what axes.layers sets", "one axis a field")]
    [DataRow("""{ "layers": [1, 2], "network": [{ "layers": 2 }] }""", "axes.network sets what axes.layers sets", "one axis a field")]
    [DataRow("""{ "pretraining": [{}], "pretraining.documents": [9] }""", "axes.pretraining[0].documents is missing", "a whole number")]
    [DataRow("""{ "curves.prompts": [9, 10], "curves": [{ "exampleLengths": [2], "prompts": 40 }] }""", "axes.curves sets what axes.curves.prompts sets", "one axis a field")]
    [DataRow("""{ "networks[3].dropout": [0.1] }""", "networks[3] is not in the plan", "networks[0]")]
    [DataRow("""{ "suppression.methods[*].promptLength": [2] }""", "suppression.methods[*] is not in the plan", "a plan that gives suppression.methods")]
    [DataRow("""{ "suppression.optimizer.learningRate": [1e-3, -1] }""", "variants[1]: suppression.optimizer.learningRate is -1", "above 0")]
    [DataRow("""{ "curves.prompts": [null] }""", "curves.prompts is null", "a whole number")]
    [DataRow("""{ "heads": [3] }""", "variants[0]: networks[0].heads is 3", "a divisor of the width")]
    [DataRow("""{ "network": [{ "dropout": 0 }, { "dropout": 0.1 }] }""", "networks is two are the same", "an axis of networks[*].FIELD")]
    [DataRow("""[1]""", "axes is no object", "lists of values")]
    public void A_wrong_axis_is_refused_by_its_name_with_what_is_allowed(string axes, string wrong, string allowed)
    {
        using var folder = new TemporaryFolder();
        var plan = SmallPlan.Write(folder, json =>
        {
            json.Remove("seeds");
            json["suppression"]!.AsObject().Remove("method");
            json["axes"] = JsonNode.Parse(axes);
        });
        Refuse(plan, wrong, allowed);
    }

    [TestMethod]
    [DataRow("seed", "[1, 2]", "seeds is given and axes.seed too")]
    [DataRow("method", """["sft", "dpo"]""", "suppression.method is given and axes.method too")]
    public void An_axis_beside_what_the_same_file_gives_is_refused(string axis, string values, string wrong)
    {
        using var folder = new TemporaryFolder();
        Refuse(SmallPlan.Write(folder, json => json["axes"] = new JsonObject { [axis] = JsonNode.Parse(values) }), wrong, "one of the two");
    }

    [TestMethod]
    public void A_variant_that_sets_what_an_axis_sets_is_refused()
    {
        using var folder = new TemporaryFolder();
        Refuse(
            SmallPlan.Write(folder, json =>
            {
                json["variants"] = JsonNode.Parse("""[{ "name": "a", "set": { "pretraining.documents": 40 } }]""");
                json["axes"] = JsonNode.Parse("""{ "pretraining.documents": [50] }""");
            }),
            "variants set pretraining.documents, as axes.pretraining.documents does", "one of the two");
    }

    [TestMethod]
    [DataRow("""{ "pretraining.document": 3 }""", "variants[0]: set: pretraining.document is unknown", "documents")]
    [DataRow("""{ "pretraining.documents": "many" }""", "pretraining.documents is \"many\"", "a whole number")]
    [DataRow("""{ "pretraining.documents": 0 }""", "variants[0]: pretraining.documents is 0", "1 to 100000000")]
    [DataRow("""{ "name": "b" }""", "name is one for the whole run", "a field of mixture")]
    [DataRow("""{ "control": 3 }""", "control is 3", "an object of shifts, damages, learner")]
    [DataRow("""{ "attacks.relearning.doses": [0, 1] }""", "attacks.relearning.learningRate is missing", "a number")]
    public void A_variant_of_wrong_fields_is_refused(string set, string wrong, string allowed)
    {
        using var folder = new TemporaryFolder();
        Refuse(
            SmallPlan.Write(folder, json => json["variants"] = new JsonArray(new JsonObject { ["name"] = "a", ["set"] = JsonNode.Parse(set) })),
            wrong, allowed);
    }

    private static void Refuse(string plan, string wrong, string allowed)
    {
        var result = CommandResult.Of("run", plan, "--dry-run");
        Assert.AreEqual(2, result.Code, result.Output);
        Assert.AreEqual(1, result.Error.TrimEnd().Split('\n').Length, result.Error);
        StringAssert.Contains(result.Error, "plan.json: ");
        StringAssert.Contains(result.Error, wrong);
        StringAssert.Contains(result.Error.Split("allowed: ")[1], allowed);
    }
}

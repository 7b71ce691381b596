using System.Text.Json.Nodes;
using NJsonSchema;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Plans.Schema;
using SuppressionLab.Experiments.Plans.Sources;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Tests.Plans.Schema;

/// <summary>The schema against an independent validator, and against the checks that the program itself makes.</summary>
[TestClass]
public sealed class PlanSchemaTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "experiments", "plans");
    private static readonly JsonSchema Schema = JsonSchema.FromJsonAsync(PlanSchema.Text()).GetAwaiter().GetResult();

    /// <summary>Flaws of <see cref="BadPlanTests"/> that compare fields with each other, or with what other files hold.</summary>
    private static readonly string[] BeyondASchema =
    [
        "heads that do not divide", "heads of an LSTM", "grouped heads of a GPT-2", "prior that does not sum to 1", "weights that do not sum to 1",
        "context shorter than a prompt", "block longer than the context", "samples longer than the context", "too few replicates for the level",
        "shrinking amounts", "favoured component beyond the mixture", "no suppressed component", "a component favoured and suppressed",
        "a component kept and suppressed", "a component kept and suppressed by default", "methods without an amount", "a prompt as long as its pair's row",
        "doses that do not begin at nothing", "documents that may miss a component", "more operations than documents can be read", "beta of nothing",
        "a parameter that the method has not", "a method without its kept documents", "a rank over the width", "an adapter on no matrix",
        "an adapter on what is not fine-tuned", "a prompt for a method without pairs", "two methods of one label", "method and methods",
        "role weights of another mixture", "shrinking rates", "operations and epochs", "two variants of one name", "neighbours of beginnings beyond the context",
        "a prefix of half the context and more", "missing mixture file",
    ];

    [TestMethod]
    public void The_committed_schema_is_up_to_date() => Assert.AreEqual(
        File.ReadAllText(Path.Combine(Folder, PlanSchema.FileName)), PlanSchema.Text(),
        "write it again: suppressionlab plans --schema > experiments/plans/plan.schema.json");

    [TestMethod]
    public void The_command_line_prints_the_schema()
    {
        var result = CommandResult.Of("plans", "--schema");
        Assert.AreEqual((0, PlanSchema.Text()), (result.Code, result.Output));
    }

    [TestMethod]
    public void Every_plan_names_the_schema_and_passes_it()
    {
        Assert.IsGreaterThanOrEqualTo(11, PlanFile.Names.Count);
        Assert.IsFalse(PlanFile.Names.Any(name => name.Contains("schema")), "the schema is no plan");
        foreach (var name in PlanFile.Names)
        {
            var text = File.ReadAllText(Path.Combine(Folder, $"{name}.json"));
            Assert.AreEqual("./plan.schema.json", PlanText.ParseValue(text)!["$schema"]!.GetValue<string>(), name);
            Passes(text, name);
            Passes(StrictJson.Format(PlanFile.Read(name)), $"{name}, as a run keeps it");
        }
    }

    [TestMethod]
    public void Wrong_plans_fail_it_unless_only_the_program_can_know()
    {
        Passes(SmallPlan.Json().ToJsonString(), "before it is made wrong");
        var (passed, seen) = (new List<string>(), 0);
        foreach (var flaw in BadPlanTests.Flaws)
        {
            var plan = SmallPlan.Json();
            ((Action<JsonObject>)flaw[1])(plan);
            seen++;
            if (Schema.Validate(plan.ToJsonString()).Count == 0)
            {
                passed.Add((string)flaw[0]);
            }
        }
        CollectionAssert.AreEquivalent(BeyondASchema, passed);
        Assert.IsGreaterThanOrEqualTo(20, seen - passed.Count);
    }

    [TestMethod]
    [DataRow("""{ "include": "smoke" }""")]
    [DataRow("""{ "include": ["smoke", "other.json"], "pretraining": { "documents": 9 }, "control": null }""")]
    [DataRow("""{ "include": "smoke", "axes": { "layers": [1, 2], "method": ["sft", { "name": "dpo", "label": "d" }], "seed": [1], "network": [{ "width": 8 }] } }""")]
    [DataRow("""{ "include": "smoke", "axes": { "networks[*].dropout": [0.1], "networks[0].dropout": [0.1], "mixture": [{ "file": "a" }], "control": [null] } }""")]
    [DataRow("""{ "include": "smoke", "axes": { "suppression.methods[*].parameters.beta": [0.1], "suppression.amounts": [[0, 1], [0, 2]] } }""")]
    [DataRow("""{ "include": "smoke", "variants": [{ "name": "a=1+b", "set": { "suppression.optimizer.learningRate": 1e-3, "attacks.probe": null } }] }""")]
    public void Includes_axes_and_variants_pass(string plan) => Passes(plan, plan);

    [TestMethod]
    [DataRow("""{ "include": 3 }""")]
    [DataRow("""{ "include": [] }""")]
    [DataRow("""{ "include": "smoke", "axis": {} }""")]
    [DataRow("""{ "include": "smoke", "axes": { "depth": [1] } }""")]
    [DataRow("""{ "include": "smoke", "axes": { "layers": [] } }""")]
    [DataRow("""{ "include": "smoke", "axes": { "layers": [1, 1] } }""")]
    [DataRow("""{ "include": "smoke", "axes": { "layers": [0] } }""")]
    [DataRow("""{ "include": "smoke", "axes": { "layers": 2 } }""")]
    [DataRow("""{ "include": "smoke", "axes": { "method": ["magic"] } }""")]
    [DataRow("""{ "include": "smoke", "axes": { "seeds": [[1]] } }""")]
    [DataRow("""{ "include": "smoke", "axes": { "suppression.methods": [[]] } }""")]
    [DataRow("""{ "include": "smoke", "axes": { "suppression.optimizer.learningRate": [11] } }""")]
    [DataRow("""{ "include": "smoke", "variants": [{ "name": "a", "set": { "device": "cuda" } }] }""")]
    [DataRow("""{ "include": "smoke", "variants": [{ "name": "a b" }] }""")]
    [DataRow("""{ "include": "smoke", "variants": [{ "set": {} }] }""")]
    [DataRow("""{ "name": "a" }""")]
    [DataRow("""{ "include": "smoke", "device": "cuda:64" }""")]
    [DataRow("""{ "include": "smoke", "name": "a b" }""")]
    public void Wrong_includes_axes_and_variants_fail(string plan) => Assert.AreNotEqual(0, Schema.Validate(plan).Count);

    [TestMethod]
    public void What_is_beyond_a_range_of_the_schema_the_program_refuses_too()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("whole.json", WholePlan());
        _ = PlanFile.Read(path);
        var tried = 0;
        foreach (var (field, values) in Limits(PlanSchema.Create()["properties"]!.AsObject(), ""))
        {
            foreach (var value in values)
            {
                var error = Assert.ThrowsExactly<InputException>(() => PlanFile.Read(path, [$"{field}={value}"]), $"{field}={value}");
                StringAssert.Contains(error.Message.Split(": ", 2)[1], field.Split('.')[^1].Split('[')[0], $"{field}={value}");
                tried++;
            }
        }
        Assert.IsGreaterThan(150, tried);
    }

    [TestMethod]
    public void Fields_are_described_in_the_words_of_their_documentation()
    {
        var properties = PlanSchema.Create()["properties"]!;
        Assert.AreEqual("Transformer blocks, or recurrent layers of an LSTM.", properties["networks"]!["items"]!["properties"]!["layers"]!["description"]!.GetValue<string>());
        StringAssert.Contains(properties["suppression"]!["properties"]!["amountUnit"]!["description"]!.GetValue<string>(), "tokens: Tokens that training reads");
        StringAssert.Contains(properties["mixture"]!["properties"]!["ginc"]!["properties"]!["entities"]!["description"]!.GetValue<string>(), "The number E of entities");
        Assert.IsEmpty(Undescribed(properties.AsObject(), "").ToList());
    }

    private static void Passes(string plan, string what) =>
        Assert.AreEqual("", string.Join("; ", Schema.Validate(PlanText.ParseValue(plan)!.ToJsonString())), what);

    /// <summary>A plan with every part, so that every field can be set alone.</summary>
    private static string WholePlan()
    {
        var plan = JsonNode.Parse(StrictJson.Format(PlanFile.Read("methods")))!;
        plan["samples"] = new JsonObject();
        plan["control"] = new JsonObject();
        plan["variants"] = JsonNode.Parse("""[{ "name": "a" }]""");
        plan["suppression"]!["methods"] = JsonNode.Parse("""[{ "name": "dpo", "adapter": { "rank": 2 } }]""");
        return plan.ToJsonString();
    }

    /// <summary>Every number and list with limits, and values that are just beyond them.</summary>
    private static IEnumerable<(string Field, IReadOnlyList<string> Values)> Limits(JsonObject properties, string parent)
    {
        foreach (var (name, node) in properties.Where(p => p.Value is JsonObject && p.Key is not ("$schema" or "include" or "axes" or "set")))
        {
            var (field, schema) = (PlanPath.Join(parent, name), node!.AsObject());
            var items = schema["items"] as JsonObject;
            yield return (field, [.. Beyond(schema), .. items is null ? [] : Beyond(items).Select(value => $"[{value}]"),
                .. schema["minItems"] is null ? [] : new[] { "[]" }]);
            foreach (var inner in Limits(schema["properties"] as JsonObject ?? [], field)
                .Concat(Limits(items?["properties"] as JsonObject ?? [], $"{field}[0]")))
            {
                yield return inner;
            }
        }
    }

    private static IEnumerable<string> Beyond(JsonObject schema)
    {
        var whole = schema["type"]?.ToJsonString().Contains("integer") == true;
        foreach (var (keyword, step) in new[] { ("minimum", -1.0), ("exclusiveMinimum", 0), ("maximum", 1), ("exclusiveMaximum", 0) })
        {
            if (schema[keyword] is { } limit)
            {
                var beyond = limit.GetValue<double>() is var bound && whole ? bound + step : bound + (step * Math.Max(1e-9, Math.Abs(bound) * 1e-9));
                yield return JsonValue.Create(beyond).ToJsonString().Replace("E+", "e", StringComparison.Ordinal);
            }
        }
    }

    private static IEnumerable<string> Undescribed(JsonObject properties, string parent) => properties.SelectMany(property =>
    {
        var (field, schema) = (PlanPath.Join(parent, property.Key), property.Value as JsonObject ?? []);
        var inner = field == "axes" || property.Key == "set" ? [] : (schema["properties"] ?? schema["items"]?["properties"]) as JsonObject ?? [];
        return (schema.ContainsKey("description") || schema.ContainsKey("$ref") ? [] : new[] { field }).Concat(Undescribed(inner, field));
    });
}

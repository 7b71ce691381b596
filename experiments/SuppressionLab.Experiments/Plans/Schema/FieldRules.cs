using System.Text.Json.Nodes;
using SuppressionLab.Experiments.Methods;
using SuppressionLab.LanguageModels.Networks;
using SuppressionLab.Laws.Families;

namespace SuppressionLab.Experiments.Plans.Schema;

/// <summary>
/// What the JSON schema says of fields beyond their types and ranges: names that there are, patterns, lists. Tests hold each
/// against the plan's own checks.
/// </summary>
internal static class FieldRules
{
    private const string NamePattern = "^[A-Za-z0-9._-]+$";
    private const string Components = """{ "minItems": 1, "uniqueItems": true, "items": { "minimum": 0 } }""";
    private const string Share = """{ "exclusiveMinimum": 0, "exclusiveMaximum": 1 }""";
    private const string Positive = """{ "exclusiveMinimum": 0 }""";
    private const string Unit = """{ "minimum": 0, "maximum": 1 }""";

    // Before what is made from it: static members are made in their order.
    private static Dictionary<string, string> Keywords { get; } = new()
    {
        ["name"] = $$"""{ "minLength": 1, "maxLength": 64, "pattern": "{{NamePattern}}" }""",
        ["device"] = """{ "pattern": "^(cpu|cuda(:([0-9]|[1-5][0-9]|6[0-3]))?)$" }""",
        ["seeds"] = Components,
        ["mixture.seed"] = """{ "minimum": 0 }""",
        ["mixture.ginc.components"] = """{ "minimum": 1, "maximum": 10000 }""",
        ["mixture.ginc.entities"] = """{ "minimum": 1, "maximum": 1000 }""",
        ["mixture.ginc.properties"] = """{ "minimum": 2, "maximum": 1000 }""",
        ["mixture.ginc.vocabularySize"] = """{ "minimum": 2, "maximum": 1000000 }""",
        ["mixture.ginc.propertyTemperature"] = Positive,
        ["mixture.ginc.entityTemperature"] = Positive,
        ["mixture.ginc.startTemperature"] = Positive,
        ["mixture.ginc.entityStay"] = Unit,
        ["mixture.ginc.delimiterHazard"] = """{ "minimum": 0, "exclusiveMaximum": 1 }""",
        ["mixture.ginc.prior"] = """{ "items": { "minimum": 0 } }""",
        ["mixture.ginc.modeProbabilityRange"] = """{ "minItems": 2, "maxItems": 2, "items": { "exclusiveMinimum": 0, "maximum": 1 } }""",
        ["mixture.ginc.separation"] = Unit,
        ["mixture.ginc.distance"] = """{ "minimum": 0 }""",
        ["networks"] = """{ "minItems": 1 }""",
        ["networks[*].heads"] = """{ "minimum": 0 }""",
        ["networks[*].keyValueHeads"] = """{ "minimum": 1 }""",
        ["pretraining.componentWeights"] = """{ "items": { "minimum": 0 } }""",
        ["suppression.methods"] = """{ "minItems": 1 }""",
        ["suppression.methods[*].label"] = $$"""{ "minLength": 1, "maxLength": 40, "pattern": "{{NamePattern}}" }""",
        ["suppression.methods[*].adapter.rank"] = """{ "minimum": 1 }""",
        ["suppression.favoured"] = Components,
        ["suppression.suppressed"] = Components,
        ["suppression.kept"] = Components,
        ["suppression.roleWeights"] = """{ "items": { "minimum": 0 } }""",
        ["suppression.amounts"] = """{ "minItems": 1, "uniqueItems": true, "items": { "minimum": 0 } }""",
        ["suppression.learningRateSearch.rates"] = """{ "minItems": 1, "uniqueItems": true, "items": { "exclusiveMinimum": 0, "maximum": 10 } }""",
        ["suppression.learningRateSearch.seed"] = """{ "minimum": 0 }""",
        ["variants"] = """{ "minItems": 1 }""",
        ["variants[*].name"] = """{ "minLength": 1, "maxLength": 128, "pattern": "^[A-Za-z0-9._=+-]+$" }""",
        ["variants[*].componentWeights"] = """{ "items": { "minimum": 0 } }""",
        ["variants[*].favoured"] = Components,
        ["variants[*].suppressed"] = Components,
        ["variants[*].kept"] = Components,
        ["attacks.relearning.doses"] = """{ "minItems": 2, "uniqueItems": true, "items": { "minimum": 0 } }""",
        ["attacks.neighbours.prefixLengths"] = """{ "minItems": 1, "uniqueItems": true, "items": { "minimum": 1 } }""",
        ["curves.exampleLengths"] = """{ "minItems": 1, "uniqueItems": true, "items": { "minimum": 2 } }""",
        ["control.shifts"] = """{ "minItems": 1, "uniqueItems": true, "items": { "exclusiveMinimum": 0, "maximum": 100 } }""",
        ["control.damages"] = """{ "uniqueItems": true, "items": { "exclusiveMinimum": 0, "maximum": 1 } }""",
        ["laws.prefixes"] = $$"""{ "items": {{Share}} }""",
        ["laws.replicates"] = """{ "anyOf": [{ "enum": [0] }, { "minimum": 20, "maximum": 1000000 }] }""",
        ["verdict.level"] = Share,
        ["verdict.tolerance"] = """{ "minimum": 0, "exclusiveMaximum": 1 }""",
        ["verdict.testReplicates"] = """{ "minimum": 3, "maximum": 1000000 }""",
        ["verdict.intervalReplicates"] = """{ "minimum": 0, "maximum": 1000000 }""",
    };

    /// <summary>The rules by path, with <c>[*]</c> behind lists: keywords of JSON schema.</summary>
    public static IReadOnlyDictionary<string, JsonObject> All { get; } = Rules().ToDictionary(rule => rule.Path, rule => rule.Keywords);

    private static IEnumerable<(string Path, JsonObject Keywords)> Rules()
    {
        yield return Names("networks[*].architecture", NetworkRegistry.Names);
        yield return Names("suppression.method", MethodRegistry.All.Select(method => method.Name), orNull: true);
        yield return Names("suppression.methods[*].name", MethodRegistry.All.Select(method => method.Name));
        yield return ("laws.names", new JsonObject { ["minItems"] = 1, ["items"] = Enum(["all", .. LawRegistry.All.Select(law => law.Name)], false) });
        yield return Names("laws.headline", LawRegistry.All.Where(law => law.IsPooled).Select(law => law.Name));
        yield return Names("verdict.law", LawRegistry.All.OfType<TiedBayesianLaw>().Select(law => law.Name));
        foreach (var (path, keywords) in Keywords)
        {
            yield return (path, JsonNode.Parse(keywords)!.AsObject());
        }
    }

    private static (string, JsonObject) Names(string path, IEnumerable<string> names, bool orNull = false) => (path, Enum(names, orNull));

    private static JsonObject Enum(IEnumerable<string> names, bool orNull)
    {
        var values = new JsonArray([.. names.Select(name => (JsonNode)name)]);
        if (orNull)
        {
            values.Add(null);
        }
        return new JsonObject { ["enum"] = values };
    }
}

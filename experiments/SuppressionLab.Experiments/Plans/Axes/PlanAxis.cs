using System.Text.Json.Nodes;
using SuppressionLab.Experiments.Plans.Sources;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Plans.Axes;

/// <summary>One axis of a plan: a field, and the values that it takes in turn.</summary>
internal sealed class PlanAxis
{
    /// <summary>The axis of root seeds.</summary>
    public const string Seed = "seed";

    /// <summary>The axis of suppression methods: names, or objects as in <c>suppression.methods</c>.</summary>
    public const string Method = "method";

    /// <summary>The axis of networks: objects whose fields are put over each network of the plan.</summary>
    public const string Network = "network";

    private PlanAxis(string name, IReadOnlyList<JsonNode?> values, IReadOnlyList<PlanPath> targets) =>
        (Name, Values, Targets) = (name, values, targets);

    /// <summary>Short names of axes, and the paths of the fields that they set.</summary>
    public static IReadOnlyDictionary<string, string> Aliases { get; } = new Dictionary<string, string>
    {
        [Seed] = "seeds",
        [Method] = "suppression.methods",
        [Network] = "networks[*]",
        ["architecture"] = "networks[*].architecture",
        ["layers"] = "networks[*].layers",
        ["width"] = "networks[*].width",
        ["heads"] = "networks[*].heads",
    };

    /// <summary>The axes that make networks, in the order in which they are crossed; their values are in the networks' names.</summary>
    public static IReadOnlyList<string> OfNetworks { get; } = [Network, "architecture", "layers", "width"];

    /// <summary>The axis as the plan calls it.</summary>
    public string Name { get; }

    /// <summary>Its values, in the plan's order.</summary>
    public IReadOnlyList<JsonNode?> Values { get; }

    /// <summary>The fields that it sets.</summary>
    public IReadOnlyList<PlanPath> Targets { get; }

    /// <summary>Whether each value is a variant of the plan, rather than a seed, a method or a network.</summary>
    public bool IsVariant => Name is not (Seed or Method) && !OfNetworks.Contains(Name);

    /// <summary>Reads an axis.</summary>
    /// <param name="name">Its name: one of <see cref="Aliases"/>, or a path.</param>
    /// <param name="values">Its JSON.</param>
    /// <param name="origins">Where fields were said.</param>
    /// <exception cref="InputException">No such field, no values, a value twice, or one of another kind.</exception>
    public static PlanAxis Parse(string name, JsonNode? values, PlanOrigins origins)
    {
        var field = $"{PlanAxes.Field}.{name}";
        var origin = origins.Of(field);
        var where = $"{origin.Source}: {field}";
        var path = PlanPath.Parse(Aliases.GetValueOrDefault(name, name), $"{origin.Source}: {PlanAxes.Field}");
        if (!Aliases.ContainsKey(name))
        {
            VariantFields.Check(path, where);
        }
        var list = (values as JsonArray)?.ToList() ?? [];
        if (list.Count == 0)
        {
            throw new InputException($"{where} is {PlanShape.Short(values?.ToJsonString() ?? "null")}; allowed: a list of one or more values{origin.Suffix}");
        }
        Differ(list, field, origin);
        foreach (var (value, i) in list.Select((value, i) => (value, i)))
        {
            CheckValue(name, path, value, $"{field}[{i}]", origins);
        }
        return new PlanAxis(name, list, name != Network ? [path] : [.. list.SelectMany(value => value!.AsObject())
            .Select(one => one.Key).Distinct().Select(one => PlanPath.Parse($"{path}.{one}", where))]);
    }

    private static void Differ(List<JsonNode?> values, string field, PlanOrigin origin)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (value, i) in values.Select((value, i) => (value, i)))
        {
            if (!seen.Add(CanonicalJson.Of(value)))
            {
                throw new InputException($"{origin.Source}: {field}[{i}] is {PlanShape.Short(value?.ToJsonString() ?? "null")} again; allowed: different values{origin.Suffix}");
            }
        }
    }

    private static void CheckValue(string name, PlanPath path, JsonNode? value, string field, PlanOrigins origins)
    {
        switch (name)
        {
            case Seed:
                PlanShape.Check(value, PlanShape.Of(typeof(long)), field, origins);
                break;
            case Method when value is not JsonObject:
                PlanShape.Check(value, PlanShape.Of(typeof(string)), field, origins);
                break;
            case Method:
                PlanShape.Check(value, PlanShape.Of(typeof(MethodPlan)), field, origins);
                break;
            case Network:
                PlanShape.Check(value, PlanShape.Of(typeof(NetworkPlan)), field, origins, partial: true);
                break;
            // Whether a field may be null is seen once it is set.
            case var _ when value is not null:
                PlanShape.Check(value, PlanShape.Resolve(path, field), field, origins);
                break;
        }
    }
}

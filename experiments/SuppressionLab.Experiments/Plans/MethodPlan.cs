using SuppressionLab.Experiments.Methods;

namespace SuppressionLab.Experiments.Plans;

/// <summary>One method of suppression in a plan, with what is its own.</summary>
internal sealed record MethodPlan
{
    /// <summary>The method's name, as <c>suppressionlab methods</c> lists it.</summary>
    public required string Name { get; init; }

    /// <summary>What tables call it; its name, with <c>-lora</c> where it has an adapter, unless given.</summary>
    public string? Label { get; init; }

    /// <summary>Parameters of its loss; defaults for those left out.</summary>
    public Dictionary<string, double>? Parameters { get; init; }

    /// <summary>Low-rank adaptation; full fine-tuning unless given.</summary>
    public AdapterPlan? Adapter { get; init; }

    /// <summary>Its learning rate; that of the plan's optimiser, or of the search, unless given.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Length of a pair's prompt in tokens, its BOS counted; 1 is the BOS alone.</summary>
    public int PromptLength { get; init; } = 1;

    /// <summary>The label in tables.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Title => Label ?? (Adapter is null ? Name : $"{Name}-lora");

    /// <summary>The method.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public SuppressionMethod Method => MethodRegistry.Find(Name)!;

    /// <summary>All parameters of the loss.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyDictionary<string, double> Values => Method.Resolve(Parameters);

    /// <summary>Refuses what cannot be run.</summary>
    public void Validate(PlanCheck check, string field, IReadOnlyList<NetworkPlan> networks, int pairLength)
    {
        check.That(MethodRegistry.Find(Name) is not null, $"{field}.name", $"'{Name}'",
            string.Join(", ", MethodRegistry.All.Select(m => m.Name)));
        check.That(Title.Length is > 0 and <= 40 && Title.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            && Title != "none", $"{field}.label", $"'{Title}'", "1 to 40 letters, digits, '-', '_' and '.', not 'none'");
        check.Within(field, () => Method.Check(Values));
        check.Above(LearningRate, 0, 10, $"{field}.learningRate");
        check.That(PromptLength == 1 || Method.Data == MethodData.Pairs, $"{field}.promptLength", $"{PromptLength}",
            $"1 for {Name}, which has no prompts");
        check.Range(PromptLength, 1, pairLength - 1, $"{field}.promptLength");
        if (Adapter is { } adapter)
        {
            check.That(Method.Data != MethodData.None, $"{field}.adapter", "given", $"none for {Name}, which is not fine-tuned");
            foreach (var network in networks)
            {
                // The vocabulary does not matter: tables are never adapted.
                check.Within(field, () => adapter.ToOptions().Validate(network.Configure(3)));
            }
        }
    }
}

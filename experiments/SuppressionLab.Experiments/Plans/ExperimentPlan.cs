using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SuppressionLab.Experiments.Plans.Axes;
using SuppressionLab.Experiments.Plans.Sources;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Files;
using SuppressionLab.Primitives.Json;

namespace SuppressionLab.Experiments.Plans;

/// <summary>
/// One experiment, as its JSON file says it: a mixture, networks, their pretraining, their suppression by amount, the
/// curves and the laws. It expands into stages (<see cref="Stages.PlanExpander"/>).
/// </summary>
internal sealed record ExperimentPlan
{
    private const int LongestVariantName = 128;
    private const string SetField = "set";

    /// <summary>The plan's name; the run's folder is <c>runs/NAME</c> unless another is given.</summary>
    public required string Name { get; init; }

    /// <summary>What the plan asks, in a sentence or two.</summary>
    public string Description { get; init; } = "";

    /// <summary>Root seeds; every seed draws its own mixture, documents, initialisation and prompts.</summary>
    public long[] Seeds { get; init; } = [1];

    /// <summary><c>cpu</c> or <c>cuda[:i]</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>Torch's threads within one operation. It is part of the plan because it changes the last bits.</summary>
    public int TorchThreads { get; init; } = 1;

    /// <summary>Where the mixture of behaviours comes from.</summary>
    public required MixturePlan Mixture { get; init; }

    /// <summary>The networks, each pretrained and suppressed in the same way.</summary>
    public required NetworkPlan[] Networks { get; init; }

    /// <summary>How the networks are pretrained.</summary>
    public required PretrainingPlan Pretraining { get; init; }

    /// <summary>How components are suppressed, and by how much.</summary>
    public required SuppressionPlan Suppression { get; init; }

    /// <summary>Settings that are compared side by side; none unless given.</summary>
    public VariantPlan[]? Variants { get; init; }

    /// <summary>Attacks and probes on every model; null for none.</summary>
    public AttackPlan? Attacks { get; init; }

    /// <summary>Which in-context-learning curves are measured.</summary>
    public required CurvePlan Curves { get; init; }

    /// <summary>Documents that every model writes, for its prior without a law; null for none.</summary>
    public SamplePlan? Samples { get; init; }

    /// <summary>The control without training: the ideal suppressed learner; null for none.</summary>
    public ControlPlan? Control { get; init; }

    /// <summary>Which laws are fitted to them.</summary>
    public LawPlan Laws { get; init; } = new();

    /// <summary>How it is judged what suppression changed.</summary>
    public VerdictPlan Verdict { get; init; } = new();

    /// <summary>
    /// SHA-256 of the plan's canonical JSON (fields sorted, none that is null), 64 hexadecimal characters: the same for the same
    /// plan, however its file was written.
    /// </summary>
    [JsonIgnore]
    public string Hash => ContentHash.OfText(CanonicalJson.Of(ToJson()));

    /// <summary>Refuses what cannot be run, naming the field and what is allowed.</summary>
    /// <param name="source">What to call the plan in messages: its file.</param>
    /// <exception cref="InputException">A field is out of its range or contradicts another.</exception>
    public void Validate(string source) => Validate(new PlanCheck(source));

    /// <summary>Refuses what cannot be run, naming the field, where it was said, and what is allowed.</summary>
    /// <exception cref="InputException">A field is out of its range or contradicts another.</exception>
    public void Validate(PlanCheck check)
    {
        check.That(Name.Length is > 0 and <= 64 && Name.All(IsNameCharacter) && Name.Any(char.IsAsciiLetterOrDigit), "name", $"'{Name}'",
            "1 to 64 letters, digits, '-', '_' and '.'");
        check.That(Seeds.Length > 0 && Seeds.All(seed => seed >= 0) && Seeds.Distinct().Count() == Seeds.Length, "seeds",
            $"[{string.Join(", ", Seeds)}]", "one or more different seeds of at least 0");
        check.That(IsDevice(Device), "device", $"'{Device}'", "cpu, cuda or cuda:N");
        check.Range(TorchThreads, 1, 1024, "torchThreads");
        ValidateSettings(check);
        ValidateVariants(check);
        check.That((double)Seeds.Length * Networks.Length * Suppression.AllMethods.Count * (Variants?.Length ?? 1) <= PlanAxes.MostCells,
            "variants", "too many", $"at most {PlanAxes.MostCells} cells: seeds × networks × methods × variants");
    }

    /// <summary>What variants can change.</summary>
    private void ValidateSettings(PlanCheck check)
    {
        check.That(Networks.Length > 0 && Networks.All(network => network is not null), "networks", "empty",
            "at least one network");
        check.That(Networks.Select(n => n.Name).Distinct().Count() == Networks.Length, "networks", "two are the same",
            "networks that differ in architecture, layers or width; for other fields, variants or an axis of networks[*].FIELD");
        Mixture.Validate(check);
        for (var i = 0; i < Networks.Length; i++)
        {
            Networks[i].Validate(check, $"networks[{i}]");
        }
        Pretraining.Validate(check);
        Suppression.Validate(check, Networks);
        Attacks?.Validate(check, Networks.Min(network => network.ContextLength));
        Curves.Validate(check, Networks.Min(network => network.ContextLength));
        CheckContexts(check);
        Samples?.Validate(check, Networks.Min(network => network.ContextLength));
        Control?.Validate(check);
        Laws.Validate(check);
        Verdict.Validate(check);
    }

    /// <summary>
    /// The plan taken apart: one plan for each variant and method, each with one method and no variants. What they have in
    /// common, such as a pretrained network, is one artefact, since artefacts go by what determines them.
    /// </summary>
    public IReadOnlyList<ExperimentPlan> Cells() =>
    [
        .. from variant in Variants ?? [null!] let plan = With(variant) from method in plan.Suppression.AllMethods
           select plan.CellOf(plan.Rated(method)),
    ];

    /// <summary>A control that takes another method's learning rate takes the one that this plan gives it.</summary>
    private MethodPlan Rated(MethodPlan method) => method.LearningRate is null && method.Method.SearchedAs != method.Name
        ? method with
        {
            LearningRate = Suppression.AllMethods
                .FirstOrDefault(m => m.Name == method.Method.SearchedAs && m.Adapter == method.Adapter)?.LearningRate,
        }
        : method;

    private ExperimentPlan CellOf(MethodPlan method) => this with { Suppression = Suppression with { Method = null, Methods = [method] } };

    /// <summary>The plan with a variant's settings, and without variants.</summary>
    private ExperimentPlan With(VariantPlan? variant)
    {
        var plan = variant?.Set is { } set ? (this with { Variants = null }).With(set) : this;
        return plan with
        {
            Variants = null,
            Mixture = variant?.Mixture ?? plan.Mixture,
            Networks = [.. plan.Networks.Select(network => network with { Variant = variant?.Name })],
            Pretraining = plan.Pretraining with { ComponentWeights = variant?.ComponentWeights ?? plan.Pretraining.ComponentWeights },
            Suppression = plan.Suppression with
            {
                Favoured = variant?.Favoured ?? plan.Suppression.Favoured,
                Suppressed = variant?.Suppressed ?? plan.Suppression.Suppressed,
                Kept = variant?.Kept ?? plan.Suppression.Kept,
            },
        };
    }

    /// <summary>The plan with other values of some fields.</summary>
    /// <param name="fields">The values, by path.</param>
    /// <exception cref="InputException">There is no such field, or it cannot hold the value.</exception>
    private ExperimentPlan With(Dictionary<string, JsonNode?> fields)
    {
        var root = ToJson();
        foreach (var (text, value) in fields)
        {
            var path = PlanPath.Parse(text, SetField);
            VariantFields.Check(path, SetField);
            PlanEdit.Set(root, path, value, SetField);
        }
        return PlanSource.Read(root, new PlanOrigins(SetField));
    }

    private JsonObject ToJson() => JsonSerializer.SerializeToNode(this, StrictJson.Options)!.AsObject();

    private void ValidateVariants(PlanCheck check)
    {
        check.That(Variants is null || (Variants.Length > 0 && Variants.All(v => v is not null)), "variants", "empty", "one or more");
        check.That(Variants is null || Variants.All(v => v.Name.Length is > 0 and <= LongestVariantName && v.Name.All(c => IsNameCharacter(c) || c is '=' or '+')),
            "variants", "of a wrong name", $"names of 1 to {LongestVariantName} letters, digits, '-', '_', '.', '=' and '+'");
        check.That(Variants is null || Variants.Select(v => v.Name).Distinct().Count() == Variants.Length, "variants",
            "two of one name", "different names");
        foreach (var (variant, i) in (Variants ?? []).Select((variant, i) => (variant, i)))
        {
            ExperimentPlan plan = this;
            check.Within($"variants[{i}]", () => plan = With(variant));
            plan.ValidateSettings(check.In($"variants[{i}]"));
        }
    }

    /// <summary>Whether a device's name is one that plans and the command line know.</summary>
    public static bool IsDevice(string device) =>
        device is "cpu" or "cuda" || (device.StartsWith("cuda:", StringComparison.Ordinal)
            && int.TryParse(device[5..], out var index) && index is >= 0 and < 64);

    private void CheckContexts(PlanCheck check)
    {
        for (var i = 0; i < Networks.Length; i++)
        {
            var context = Networks[i].ContextLength;
            check.That(Pretraining.BlockLength <= context, "pretraining.blockLength", $"{Pretraining.BlockLength}",
                $"at most networks[{i}].contextLength = {context}");
            check.That(Suppression.BlockLength <= context, "suppression.blockLength", $"{Suppression.BlockLength}",
                $"at most networks[{i}].contextLength = {context}");
        }
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';
}

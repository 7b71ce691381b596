using System.Text.Json.Serialization;

namespace SuppressionLab.Experiments.Plans;

/// <summary>Suppression of components by one or more methods, by growing amounts of fine-tuning.</summary>
internal sealed record SuppressionPlan
{
    /// <summary>The one method, by name; not with <see cref="Methods"/>.</summary>
    public string? Method { get; init; }

    /// <summary>The methods; supervised fine-tuning alone unless this or <see cref="Method"/> is given.</summary>
    public MethodPlan[]? Methods { get; init; }

    /// <summary>The components that suppression prefers: documents of fine-tuning, chosen answers.</summary>
    public int[] Favoured { get; init; } = [0];

    /// <summary>The components that are suppressed; all that are not favoured unless given.</summary>
    public int[]? Suppressed { get; init; }

    /// <summary>
    /// The components whose documents methods with kept documents keep, and whose loss is the damage; all that are not
    /// suppressed unless given.
    /// </summary>
    public int[]? Kept { get; init; }

    /// <summary>
    /// Weights of all components within each role's documents (restricted to the role's components); the mixture's prior
    /// unless given.
    /// </summary>
    public double[]? RoleWeights { get; init; }

    /// <summary>Documents to keep for each one to suppress, where a method reads both: they start again when used up.</summary>
    public double KeptPerSuppressed { get; init; } = 1;

    /// <summary>Amounts of suppression, growing; 0 is the pretrained model and comes in any case.</summary>
    public required long[] Amounts { get; init; }

    /// <summary>What they are counted in.</summary>
    public AmountUnit AmountUnit { get; init; } = AmountUnit.Documents;

    /// <summary>Length of a document in tokens, its BOS included.</summary>
    public required int DocumentLength { get; init; }

    /// <summary>Length of a training block in tokens.</summary>
    public required int BlockLength { get; init; }

    /// <summary>Passes over the documents of an amount.</summary>
    public double Epochs { get; init; } = 1;

    /// <summary>Curves taken on the way of each amount, at even steps, besides the one at its end.</summary>
    public int IntermediateCurves { get; init; }

    /// <summary>Steps between checkpoints, from which a killed run goes on.</summary>
    public long CheckpointInterval { get; init; } = 500;

    /// <summary>The optimiser.</summary>
    public required OptimizerPlan Optimizer { get; init; }

    /// <summary>The search for learning rates; null where each is given.</summary>
    public LearningRateSearchPlan? LearningRateSearch { get; init; }

    /// <summary>The methods, one at least.</summary>
    [JsonIgnore]
    public IReadOnlyList<MethodPlan> AllMethods => Methods ?? [new MethodPlan { Name = Method ?? "sft" }];

    /// <summary>The only method of a plan's cell.</summary>
    [JsonIgnore]
    public MethodPlan Single => AllMethods.Single();

    /// <summary>The components that are suppressed in a mixture of so many.</summary>
    public IReadOnlyList<int> SuppressedOf(int components) =>
        Suppressed ?? [.. Enumerable.Range(0, components).Where(c => !Favoured.Contains(c))];

    /// <summary>The components that are kept in a mixture of so many.</summary>
    public IReadOnlyList<int> KeptOf(int components) =>
        Kept ?? [.. Enumerable.Range(0, components).Except(SuppressedOf(components))];

    /// <summary>Refuses values out of range.</summary>
    public void Validate(PlanCheck check, IReadOnlyList<NetworkPlan> networks)
    {
        check.That(Method is null || Methods is null, "suppression.method", $"'{Method}'", "nothing where suppression.methods is given");
        check.That(AllMethods.Count > 0 && AllMethods.All(m => m is not null), "suppression.methods", "empty", "at least one method");
        check.Range(DocumentLength, 2, 1 << 24, "suppression.documentLength");
        check.Range(BlockLength, 2, DocumentLength, "suppression.blockLength");
        for (var i = 0; i < AllMethods.Count; i++)
        {
            AllMethods[i].Validate(check, Methods is null ? "suppression.method" : $"suppression.methods[{i}]", networks, Math.Min(DocumentLength, BlockLength));
        }
        check.That(AllMethods.Select(m => m.Title).Distinct().Count() == AllMethods.Count, "suppression.methods",
            "two of one label", "methods of different labels");
        ValidateRoles(check);
        check.That(Amounts.Length > 0 && Amounts[0] >= 0 && Amounts.Zip(Amounts.Skip(1)).All(p => p.First < p.Second),
            "suppression.amounts", $"[{string.Join(", ", Amounts)}]", "growing numbers, from 0");
        check.Range(Amounts[^1], 0, AmountUnit == AmountUnit.Documents ? 100_000_000 : long.MaxValue, "suppression.amounts");
        check.That(Amounts[^1] > 0 || (Methods is null && LearningRateSearch is null), "suppression.amounts", "[0]",
            "one above 0, where methods are compared or rates are searched");
        check.That(AmountUnit != AmountUnit.Documents || (double)Amounts[^1] * DocumentLength <= Workload.MaximumTokens,
            "suppression.amounts", $"{Amounts[^1]}", $"{Workload.MaximumTokens} tokens in all at most");
        check.Above(Epochs, 0, 1e6, "suppression.epochs");
        check.Range(IntermediateCurves, 0, 1000, "suppression.intermediateCurves");
        check.Range(CheckpointInterval, 1, long.MaxValue, "suppression.checkpointInterval");
        Optimizer.Validate(check, "suppression.optimizer");
        LearningRateSearch?.Validate(check, "suppression.learningRateSearch");
    }

    private void ValidateRoles(PlanCheck check)
    {
        Check(check, Favoured, "suppression.favoured");
        Check(check, Suppressed, "suppression.suppressed");
        Check(check, Kept, "suppression.kept");
        foreach (var (role, name) in new[] { (Favoured, "favoured"), (Kept ?? [], "kept") })
        {
            var both = role.Intersect(Suppressed ?? []).ToList();
            check.That(both.Count == 0, "suppression.suppressed", $"[{string.Join(", ", Suppressed ?? [])}]",
                $"components that are not {name}: not {string.Join(", ", both)}");
        }
        check.That(RoleWeights is null || RoleWeights.All(w => w >= 0 && double.IsFinite(w)), "suppression.roleWeights",
            $"[{string.Join(", ", RoleWeights ?? [])}]", "numbers of at least 0");
        check.Above(KeptPerSuppressed, 0, 1000, "suppression.keptPerSuppressed");
    }

    private static void Check(PlanCheck check, int[]? role, string field) =>
        check.That(role is null || (role.Length > 0 && role.All(c => c >= 0) && role.Distinct().Count() == role.Length),
            field, $"[{string.Join(", ", role ?? [])}]", "one or more different components, from 0");
}

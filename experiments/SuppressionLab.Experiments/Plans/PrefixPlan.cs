namespace SuppressionLab.Experiments.Plans;

/// <summary>Prefix and BOS variations: whether something put before a prompt brings the behaviour back.</summary>
internal sealed record PrefixPlan
{
    /// <summary>In-context prompts of all components.</summary>
    public int Prompts { get; init; } = 150;

    /// <summary>Symbols of a prefix of random symbols, or of a document's beginning.</summary>
    public int PrefixLength { get; init; } = 8;

    /// <summary>Refuses values out of range.</summary>
    public void Validate(PlanCheck check, int contextLength)
    {
        check.Range(Prompts, 2, 1_000_000, "attacks.prefixes.prompts");
        check.Range(PrefixLength, 1, contextLength / 2, "attacks.prefixes.prefixLength");
    }
}

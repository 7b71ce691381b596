namespace SuppressionLab.Experiments.Plans;

/// <summary>
/// The search for each method's learning rate, by held-out loss and never by the curves that are reported: of the declared
/// rates, the one after which documents of the suppressed components are least probable, among those that raise the loss of
/// documents of the kept ones by no more than an allowance. If all raise it more, the one that raises it least.
/// </summary>
internal sealed record LearningRateSearchPlan
{
    /// <summary>The rates that are tried, growing.</summary>
    public required double[] Rates { get; init; }

    /// <summary>How much the loss of kept documents may rise, in nats a token.</summary>
    public double AllowedDamage { get; init; } = 0.05;

    /// <summary>Held-out documents of each role.</summary>
    public int Documents { get; init; } = 100;

    /// <summary>The seed whose network and documents are used; the plan's first unless given.</summary>
    public long? Seed { get; init; }

    /// <summary>Refuses values out of range.</summary>
    public void Validate(PlanCheck check, string field)
    {
        check.That(Rates.Length > 0 && Rates.All(rate => rate is > 0 and <= 10) && Rates.Zip(Rates.Skip(1)).All(p => p.First < p.Second),
            $"{field}.rates", $"[{string.Join(", ", Rates)}]", "one or more growing rates above 0, at most 10");
        check.Range(AllowedDamage, 0, 100, $"{field}.allowedDamage");
        check.Range(Documents, 2, 1_000_000, $"{field}.documents");
        check.That(Seed is null or >= 0, $"{field}.seed", $"{Seed}", "at least 0");
    }
}

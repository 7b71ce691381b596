namespace SuppressionLab.Experiments.Plans;

/// <summary>Attacks and probes on every model; each is run where it is given.</summary>
internal sealed record AttackPlan
{
    /// <summary>Relearning from a few documents; null for none.</summary>
    public RelearningPlan? Relearning { get; init; }

    /// <summary>Refuses values out of range.</summary>
    public void Validate(PlanCheck check, int contextLength)
    {
        Relearning?.Validate(check, contextLength);
    }
}

namespace SuppressionLab.Experiments.Plans;

/// <summary>Attacks and probes on every model; each is run where it is given.</summary>
internal sealed record AttackPlan
{
    /// <summary>Refuses values out of range.</summary>
    public void Validate(PlanCheck check, int contextLength)
    {
    }
}

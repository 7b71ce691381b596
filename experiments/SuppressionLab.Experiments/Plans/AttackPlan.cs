namespace SuppressionLab.Experiments.Plans;

/// <summary>Attacks and probes on every model; each is run where it is given. In-context re-emergence is measured in any case.</summary>
internal sealed record AttackPlan
{
    /// <summary>Relearning from a few documents; null for none.</summary>
    public RelearningPlan? Relearning { get; init; }

    /// <summary>Repeated sampling; null for none.</summary>
    public SamplingAttackPlan? Sampling { get; init; }

    /// <summary>Linear probes by layer; null for none.</summary>
    public ProbePlan? Probe { get; init; }

    /// <summary>Nearest neighbours on output distributions; null for none.</summary>
    public NeighbourPlan? Neighbours { get; init; }

    /// <summary>Prefix and BOS variations; null for none.</summary>
    public PrefixPlan? Prefixes { get; init; }

    /// <summary>Refuses numbers of documents or prompts that may leave a component without any.</summary>
    public void CheckCounts(PlanCheck check, int fewest)
    {
        check.Range(Relearning?.HeldOutDocuments ?? fewest, fewest, int.MaxValue, "attacks.relearning.heldOutDocuments");
        check.Range(Relearning?.Prompts ?? fewest, fewest, int.MaxValue, "attacks.relearning.prompts");
        check.Range(Probe?.Training ?? fewest, fewest, int.MaxValue, "attacks.probe.training");
        check.Range(Probe?.Test ?? fewest, fewest, int.MaxValue, "attacks.probe.test");
        check.Range(Neighbours?.Anchors ?? fewest, fewest, int.MaxValue, "attacks.neighbours.anchors");
        check.Range(Neighbours?.Test ?? fewest, fewest, int.MaxValue, "attacks.neighbours.test");
        check.Range(Prefixes?.Prompts ?? fewest, fewest, int.MaxValue, "attacks.prefixes.prompts");
    }

    /// <summary>Refuses values out of range.</summary>
    public void Validate(PlanCheck check, int contextLength)
    {
        Relearning?.Validate(check, contextLength);
        Sampling?.Validate(check, contextLength);
        Probe?.Validate(check, contextLength);
        Neighbours?.Validate(check, contextLength);
        Prefixes?.Validate(check, contextLength);
    }
}

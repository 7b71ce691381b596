namespace SuppressionLab.Experiments.Plans;

/// <summary>Linear probes: whether hidden states still tell the component, layer by layer.</summary>
internal sealed record ProbePlan
{
    /// <summary>Documents that probes are fitted on, of all components alike.</summary>
    public int Training { get; init; } = 600;

    /// <summary>Documents that they are tested on.</summary>
    public int Test { get; init; } = 600;

    /// <summary>Length of a document in tokens, its BOS included.</summary>
    public int DocumentLength { get; init; } = 9;

    /// <summary>Refuses values out of range.</summary>
    public void Validate(PlanCheck check, int contextLength)
    {
        check.Range(Training, 10, 1_000_000, "attacks.probe.training");
        check.Range(Test, 10, 1_000_000, "attacks.probe.test");
        check.Range(DocumentLength, 2, contextLength, "attacks.probe.documentLength");
    }
}

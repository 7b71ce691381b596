namespace SuppressionLab.Experiments.Plans;

/// <summary>
/// Documents that every model writes from its BOS on; classified by the exact learner, they give its prior without any law
/// of in-context learning.
/// </summary>
internal sealed record SamplePlan
{
    /// <summary>Documents a model.</summary>
    public int Documents { get; init; } = 400;

    /// <summary>Length of a document in tokens, its BOS included; at most the context length + 1.</summary>
    public int DocumentLength { get; init; } = 49;

    /// <summary>Smoothing ε of the learner that classifies them, in [0, 1].</summary>
    public double Smoothing { get; init; } = 0.01;

    /// <summary>Documents written in one forward pass.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Refuses values out of range.</summary>
    public void Validate(PlanCheck check, int contextLength)
    {
        check.Range(Documents, 2, 1_000_000, "samples.documents");
        check.Range(DocumentLength, 2, contextLength + 1, "samples.documentLength");
        check.Range(Smoothing, 0, 1, "samples.smoothing");
        check.Range(BatchSize, 1, 1 << 16, "samples.batchSize");
    }
}

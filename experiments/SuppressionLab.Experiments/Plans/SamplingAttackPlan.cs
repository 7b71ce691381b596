namespace SuppressionLab.Experiments.Plans;

/// <summary>Repeated sampling: how often models must be asked before they show the suppressed behaviour.</summary>
internal sealed record SamplingAttackPlan
{
    /// <summary>Samples of each prompt, at least 16: the report compares methods by what 16 attempts show.</summary>
    public int Samples { get; init; } = 32;

    /// <summary>Prompts, besides the BOS alone: beginnings of documents of suppressed components.</summary>
    public int Prompts { get; init; } = 48;

    /// <summary>Symbols of a prompt.</summary>
    public int PromptLength { get; init; } = 4;

    /// <summary>Symbols of a sample.</summary>
    public int Length { get; init; } = 16;

    /// <summary>Smoothing ε of the exact learner that classifies samples, in [0, 1].</summary>
    public double Smoothing { get; init; } = 0.01;

    /// <summary>Refuses values out of range.</summary>
    public void Validate(PlanCheck check, int contextLength)
    {
        check.Range(Samples, 16, 100_000, "attacks.sampling.samples");
        check.Range(Prompts, 2, 1_000_000, "attacks.sampling.prompts");
        check.Range(PromptLength, 1, contextLength, "attacks.sampling.promptLength");
        check.Range(Length, 1, Math.Max(1, contextLength - PromptLength), "attacks.sampling.length");
        check.Range(Smoothing, 0, 1, "attacks.sampling.smoothing");
    }
}

namespace SuppressionLab.Training;

/// <summary>Options of <see cref="SupervisedFineTuningTrainer"/>.</summary>
public sealed record SupervisedFineTuningOptions : FineTuningOptions
{
    /// <summary>
    /// λ, at least 0: the weight of the divergence from the pretrained model, KL(π_ref ‖ π) a token, on the same documents.
    /// Default: 0, plain fine-tuning; above it each step runs the pretrained model too.
    /// </summary>
    public double ReferenceWeight { get; init; }
}

using SuppressionLab.LanguageModels.Adapters;

namespace SuppressionLab.Training;

/// <summary>What every trainer that goes on from a pretrained model needs to know.</summary>
public abstract record FineTuningOptions : LanguageModelTrainerOptions
{
    /// <summary>
    /// Low-rank adaptation: only the adapter's matrices are trained, and at the end, as in snapshots, they are merged, so that
    /// what comes out is an ordinary model. Default: null, full fine-tuning.
    /// </summary>
    public LoraOptions? Adapter { get; init; }
}
